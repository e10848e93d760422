/** A script that seeds once and makes its own data: see `test/golden/scripts.py`. */
import { describe, it } from 'vitest';
import { nextState, prepare, runStep } from '../../../src/core/autodiff';
import type { DType, InitializationStep, ModelGraph } from '../../../src/core/model/graph';
import { floats, readGolden, type Golden } from '../../golden/read';
import { GraphBuilder } from '../../support/graphs';
import { expectCloseToLargest } from './close';

interface Case {
  readonly dtype: DType;
  readonly input: Golden[];
  readonly target: Golden[];
  readonly steps: readonly {
    readonly output: Golden[];
    readonly loss: number;
    readonly gradients: Readonly<Record<string, Golden[]>>;
  }[];
}

const X: InitializationStep = {
  tensor: 'x',
  shape: [4, 3],
  initializer: { kind: 'normal', mean: 0, std: 1 },
};
const Y: InitializationStep = {
  tensor: 'y',
  shape: [4, 2],
  initializer: { kind: 'uniform', low: 0, high: 1 },
};

function scriptGraph(dtype: DType): ModelGraph {
  const b = new GraphBuilder([3], { dtype, seed: 5 });
  b.linear(b.op({ type: 'dropout', p: 0.5, kind: 'element' }, [b.linear('input', 6)]), 2);
  const graph = b.build();
  return {
    ...graph,
    initialization: [...graph.initialization, X, Y],
    data: {
      kind: 'script',
      tensors: { input: { kind: 'drawn', name: 'x' }, $target: { kind: 'drawn', name: 'y' } },
    },
  };
}

describe('a script that seeds once', () => {
  it.each(readGolden<Case[]>('scripts'))('goes on as in PyTorch with $dtype', (golden) => {
    const { dtype } = golden;
    const tolerance = dtype === 'float32' ? 1e-5 : 1e-12;
    const { program, state, data } = prepare({
      ...scriptGraph(dtype),
      optimizer: { kind: 'sgd', lr: 0, range: null },
    });
    expectCloseToLargest(data.inputs[0]!, floats(golden.input), tolerance, 'input');
    expectCloseToLargest(data.target!, floats(golden.target), tolerance, 'target');
    let current = state;
    golden.steps.forEach(({ output, loss, gradients }, step) => {
      const trace = runStep(program, current, data, step);
      const of = (id: number) => trace.values[id]!;
      expectCloseToLargest(of(program.prediction), floats(output), tolerance, 'output');
      expectCloseToLargest([trace.loss], [loss], tolerance, 'loss');
      for (const id of program.parameters) {
        const { name } = program.tensors[id]!;
        const expected = floats(gradients[name]!);
        expectCloseToLargest(of(program.gradientOf[id]!), expected, tolerance, name);
      }
      current = nextState(trace);
    });
  });
});
