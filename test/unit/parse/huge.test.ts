/** Models of any size are read at once, and what they take is known; only what cannot be counted or listed is refused. */
import { describe, expect, it } from 'vitest';
import { stepCost } from '../../../src/core/autodiff';
import { layerCosts } from '../../../src/core/autodiff/layer-costs';
import { lower } from '../../../src/core/autodiff/lower';
import { isComplete } from '../../../src/core/model/graph';
import { parseModelFile } from '../../../src/core/parse';
import type { TypeSpec } from '../../../src/core/parse/spec/catalog-types';
import { LAYER_TYPES } from '../../../src/core/parse/spec/kinds';

const LARGEST = 16_777_216;
const COUNTED = ['size', 'integer', 'counts', 'integers', 'padding', 'shape'];
const INPUTS = ['[4, 8]', '[4, 8, 8]', '64'];
const WIDE_INPUTS = [`[${LARGEST}]`, `[4, ${LARGEST}]`, `[${LARGEST}, 4]`, '[4, 4096, 4096]'];

/** Reads a model of one layer and works out its costs; gives the milliseconds that this took. */
function timeOf(input: string, layer: string): number {
  const started = performance.now();
  const text = `input: ${input}\nlayers: [{ ${layer} }]\n`;
  for (const model of parseModelFile(text, 'huge.backprop.yaml').models) layerCosts(model);
  return performance.now() - started;
}

/** The layer with its required options, all but one of them small. */
function written({ name, options }: TypeSpec, large: string | null): string {
  const given = options.flatMap((option) => {
    if (option.name === large) return [`${option.name}: ${LARGEST}`];
    return option.required ? [`${option.name}: 2`] : [];
  });
  return `${name}: { ${given.join(', ')} }`;
}

describe.each(LAYER_TYPES.map((spec) => [spec.name, spec] as const))('%s', (_, spec) => {
  it('is read at once however large its options and its input are', () => {
    const large = spec.options.filter(({ value }) => COUNTED.includes(value.kind));
    const layers = [
      ...large.flatMap(({ name }) => INPUTS.map((input) => [input, written(spec, name)] as const)),
      ...WIDE_INPUTS.map((input) => [input, written(spec, null)] as const),
    ];
    for (const [input, layer] of layers) {
      expect(timeOf(input, layer), `${layer} on ${input}`).toBeLessThan(2000);
    }
  });
});

describe('a model that no machine can hold', () => {
  it('is understood, with shapes and costs', () => {
    const text =
      'input: 1000000\nlayers: [{ repeat: 20, layers: [linear: 1000000, relu] }]\nloss: mse\ndata: { random: 100000 }\n';
    const { models, problems } = parseModelFile(text, 'huge.backprop.yaml');
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(isComplete(models[0]!)).toBe(true);
    const { macs, bytes } = stepCost(lower(models[0]!));
    expect(macs).toBeGreaterThan(20 * 1e17);
    expect(bytes).toBeGreaterThan(4 * 20 * 1e12);
  });

  it('is refused where a sequence would be unrolled without end', () => {
    const text = 'input: [20000, 4]\nlayers: [lstm: 8]\n';
    const { problems } = parseModelFile(text, 'huge.backprop.yaml');
    expect(problems.map(({ code }) => code)).toContain('too-large');
  });
});
