/** The example files and the examples of the reference are read without problems; those meant to be wrong give the problem stated. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { format } from 'prettier';
import { describe, expect, test } from 'vitest';
import { isComplete } from '../../../src/core/model/graph';
import { isModelFileName, parseModelFile } from '../../../src/core/parse';
import { LOSSES, OPTIMIZERS, SECTIONS } from '../../../src/core/parse/spec/catalog';
import { layerReference } from './layer-reference';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const examples = readdirSync(`${root}examples`).filter(isModelFileName);
const reference = readFileSync(`${root}docs/spec-format.md`, 'utf8');

describe('the examples', () => {
  test('show every kind of file', () => {
    expect(examples.length).toBeGreaterThanOrEqual(9);
    expect(examples.some((name) => name.endsWith('.json'))).toBe(true);
  });

  test.each(examples)('%s has neither problems nor assumptions', (name) => {
    const { models, problems } = parseModelFile(
      readFileSync(`${root}examples/${name}`, 'utf8'),
      name,
    );
    expect(problems).toEqual([]);
    expect(models).toHaveLength(1);
    expect(isComplete(models[0]!)).toBe(true);
    expect(models[0]!.assumptions).toEqual([]);
    expect(name.startsWith(`${models[0]!.name}.`)).toBe(true);
  });
});

describe('the reference', () => {
  const fences = [...reference.matchAll(/^```(yaml|json)( invalid (\S+))?\n([\s\S]*?)^```$/gm)].map(
    ([, language, , code, text]) => [`net.backprop.${language}`, code ?? 'nothing', text!] as const,
  );

  test('has examples', () => {
    expect(fences.length).toBeGreaterThan(20);
  });

  test.each(fences)('%s has %s wrong in\n%s', (name, code, text) => {
    const { problems } = parseModelFile(text, name);
    expect(problems.map((problem) => problem.code)).toEqual(code === 'nothing' ? [] : [code]);
  });

  test.each([...SECTIONS, ...LOSSES, ...OPTIMIZERS].map(({ name }) => name))('names %s', (name) => {
    expect(reference).toContain(`\`${name}`);
  });

  test('of the layers is what the catalogue says (write it anew with -u)', async () => {
    const text = await format(layerReference(), { parser: 'markdown', printWidth: 100 });
    await expect(text).toMatchFileSnapshot(`${root}docs/layers.md`);
  });
});
