/** Model files as they are read here, against PyTorch running the same files: parameters, output, loss, gradients and the first update. */
import { describe, expect, it } from 'vitest';
import { prepare, runStep, type Prepared } from '../../../../src/core/autodiff';
import type { Trace } from '../../../../src/core/autodiff/trace';
import { parametersOf } from '../../../../src/core/model/find';
import type { ModelGraph } from '../../../../src/core/model/graph';
import { readGolden } from '../../../golden/read';
import { FIXTURES, readFixture } from '../../../support/fixtures';

/** A tensor: its norm, its product with the wave cos(0), cos(1), …, and some of its numbers, evenly spaced. */
interface Numbers {
  readonly shape: readonly number[];
  readonly norm: number;
  readonly wave: number;
  readonly kept: readonly number[];
}

interface Golden {
  readonly model: string;
  readonly parameters: Readonly<Record<string, readonly number[]>>;
  readonly count: number;
  readonly frozen: readonly string[];
  /** Floating point tensors that the call gave. */
  readonly outputs: readonly Numbers[];
  readonly loss: number | null;
  readonly gradients: Readonly<Record<string, Numbers>>;
  readonly updated: Readonly<Record<string, Numbers>> | null;
}

const GOLDEN = readGolden<Record<string, readonly Golden[]>>('source');

/** Errors and warnings that a file is meant to have. */
const MEANT: Readonly<Record<string, readonly string[]>> = {};

/** Parameters that have no place in the graph, because nothing that the model gives depends on them. */
const UNUSED: Readonly<Record<string, readonly string[]>> = {
  'wavenet.py WaveNet': ['residual_convs.5.weight', 'residual_convs.5.bias'],
};

/** Single precision with sums in another order, of the size of the tensor. */
const TOLERANCE = 1e-5;
/** The same, of the size of the largest gradient: what is left where larger numbers cancel. */
const REST = 2e-6;

function expectNumbers(values: ArrayLike<number>, wanted: Numbers, what: string, limit: number) {
  const { shape, norm, wave, kept } = wanted;
  const all = Array.from(values);
  expect(all.length, `size of ${what}`).toBe(shape.reduce((product, size) => product * size, 1));
  expectNear(Math.hypot(...all), norm, `norm of ${what}`, limit);
  const product = all.reduce((sum, value, i) => sum + value * Math.cos(i), 0);
  expectNear(product, wave, `wave of ${what}`, limit);
  kept.forEach((value, i) => {
    const at = Math.floor((i * all.length) / kept.length);
    expectNear(all[at]!, value, `${what}[${at}]`, limit);
  });
}

function expectNear(value: number, wanted: number, what: string, limit: number) {
  if (Object.is(value, wanted)) return;
  expect(Math.abs(value - wanted), `${what}: ${value}, PyTorch ${wanted}`).toBeLessThanOrEqual(
    limit,
  );
}

/** True where all numbers agree. */
function agree(values: ArrayLike<number>, wanted: Numbers): boolean {
  try {
    expectNumbers(values, wanted, '', TOLERANCE * Math.max(wanted.norm, 1e-6));
    return true;
  } catch {
    return false;
  }
}

/** The first step of a model. */
class Step {
  readonly prepared: Prepared;
  readonly trace: Trace;
  constructor(readonly graph: ModelGraph) {
    this.prepared = prepare(graph);
    const { program, state, data } = this.prepared;
    this.trace = runStep(program, state, data, 0);
  }
  /** The gradients, and the parameters after the update, by name. */
  get gradients(): Map<string, ArrayLike<number>> {
    return this.ofParameters(this.prepared.program.gradientOf);
  }
  get updated(): Map<string, ArrayLike<number>> {
    return this.ofParameters(this.prepared.program.updatedOf);
  }
  private ofParameters(ids: readonly (number | null | undefined)[]) {
    const { tensors, parameters } = this.prepared.program;
    const found = new Map<string, ArrayLike<number>>();
    for (const id of parameters) {
      const other = ids[id];
      if (typeof other === 'number') found.set(tensors[id]!.name, this.trace.values[other]!);
    }
    return found;
  }
}

it('has all files that can be run', () => {
  const silent = FIXTURES.filter((name) => !(name in GOLDEN));
  expect(silent).toEqual([
    'autoencoder.py',
    'lenet_in_features.py',
    'lstm_text.py',
    'resnet_blocks.py',
    'tiny_gpt.py',
    'unet.py',
  ]);
});

describe.each(FIXTURES)('%s', (file) => {
  const { models, problems } = readFixture(file);
  const wanted = GOLDEN[file] ?? [];

  it('has no problems but those that it is meant to have', () => {
    const found = problems.filter(({ severity }) => severity !== 'information');
    expect(found.map(({ code }) => code)).toEqual(MEANT[file] ?? []);
  });

  it('holds the models that PyTorch ran', () => {
    expect(models.map(({ name }) => name)).toEqual(
      expect.arrayContaining(wanted.map(({ model }) => model)),
    );
  });

  describe.each(wanted)('$model', (golden) => {
    const graph = models.find(({ name }) => name === golden.model);
    if (!graph) return;
    const step = new Step(graph);

    it('is understood whole', () => {
      expect(graph.stoppedAt).toBeNull();
    });

    it('has the parameters of PyTorch', () => {
      const unused = new Set(UNUSED[`${file} ${golden.model}`]);
      const own = Object.fromEntries(parametersOf(graph).map(({ name, shape }) => [name, shape]));
      const used = Object.entries(golden.parameters).filter(([name]) => !unused.has(name));
      expect(own).toEqual(Object.fromEntries(used));
      const frozen = parametersOf(graph).filter((each) => each.frozen);
      expect(frozen.map(({ name }) => name).sort()).toEqual([...golden.frozen].sort());
    });

    it('gives the output of PyTorch', () => {
      const { program } = step.prepared;
      const { values } = step.trace;
      if (golden.loss === null && golden.outputs.length === 1) {
        const [output] = golden.outputs;
        const prediction = values[program.prediction]!;
        if (graph.nodes.at(-1)!.outputShape.join() === output!.shape.join()) {
          expectNumbers(prediction, output!, 'output', TOLERANCE * output!.norm);
          return;
        }
      }
      const outputs = Object.values(program.outputOf).map((id) => values[id]!);
      expect(golden.outputs.some((output) => outputs.some((each) => agree(each, output)))).toBe(
        true,
      );
    });

    if (golden.loss === null) return;
    const largest = Math.max(...Object.values(golden.gradients).map(({ norm }) => norm));

    it('gives the loss and the gradients of PyTorch', () => {
      expectNear(step.trace.loss, golden.loss!, 'loss', TOLERANCE * Math.abs(golden.loss!) + 1e-6);
      const own = step.gradients;
      expect([...own.keys()].sort()).toEqual(Object.keys(golden.gradients).sort());
      for (const [name, gradient] of Object.entries(golden.gradients)) {
        const limit = TOLERANCE * gradient.norm + REST * largest;
        expectNumbers(own.get(name)!, gradient, `gradient of ${name}`, limit);
      }
    });

    it.runIf(golden.updated !== null)('gives the parameters of PyTorch after one step', () => {
      const own = step.updated;
      for (const [name, { shape, kept }] of Object.entries(golden.updated!)) {
        const values = own.get(name);
        const gradient = golden.gradients[name];
        if (!values || !gradient) continue;
        const size = shape.reduce((product, each) => product * each, 1);
        kept.forEach((value, i) => {
          const at = Math.floor((i * size) / kept.length);
          // The sign of a gradient that is all rounding is chance, and adaptive optimizers step by it.
          const chance = Math.abs(gradient.kept[i]!) < 100 * REST * largest;
          if (chance) return;
          const limit = 2e-6 * Math.max(1, Math.abs(value));
          expectNear(values[at]!, value, `${name}[${at}]`, limit);
        });
      }
    });
  });
});
