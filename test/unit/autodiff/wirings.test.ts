/** Programs of graphs with shared, frozen and given weights, tensors of their own, several inputs and losses of their own. */
import { describe, expect, it } from 'vitest';
import {
  checkGradients,
  lower,
  materializeData,
  nextState,
  prepare,
  runStep,
} from '../../../src/core/autodiff';
import type { Program } from '../../../src/core/autodiff/program';
import type { DataSpec, InitializationStep, ModelGraph } from '../../../src/core/model/graph';
import { GraphBuilder } from '../../support/graphs';
import { firstTrace } from '../../support/runs';
import { computedWeights, ownLoss, severalInputs, sharedLayer } from '../explain/wirings';

const idOf = ({ tensors }: Program, name: string) =>
  tensors.find((tensor) => tensor.name === name)!.id;

describe('parameters that several nodes name', () => {
  const trace = firstTrace(sharedLayer());
  const { program, values } = trace;

  it('are one tensor, which belongs to the first of them', () => {
    const names = program.parameters.map((id) => program.tensors[id]!.name);
    expect(names).toEqual(['inner.weight', 'inner.bias', 'out.weight', 'out.bias']);
    expect(program.tensors[program.parameters[0]!]).toMatchObject({
      nodeId: 'inner',
      part: 'weight',
    });
    const readers = program.ops.filter(
      ({ phase, inputs }) => phase === 'forward' && inputs.includes(program.parameters[0]!),
    );
    expect(readers.map(({ nodeId }) => nodeId)).toEqual(['inner', 'again']);
  });

  it('get the sum of the gradients of all uses, and one update', () => {
    const [weight] = program.parameters;
    const sum = program.ops.find(({ output }) => output === program.gradientOf[weight!])!;
    expect(sum.primitive).toBe('add');
    const [first, second] = sum.inputs.map((id) => values[id]!);
    values[sum.output]!.forEach((x, i) => expect(x).toBeCloseTo(first![i]! + second![i]!, 14));
    const updates = program.ops.filter(
      ({ phase, nodeId }) => phase === 'update' && nodeId === 'inner',
    );
    expect(updates).toHaveLength(2);
  });

  it('have neither gradient nor update where they are frozen', () => {
    for (const name of ['out.weight', 'out.bias']) {
      const id = idOf(program, name);
      expect([program.gradientOf[id], program.updatedOf[id]]).toEqual([null, null]);
      expect(program.tensors[id]!.frozen).toBe(true);
    }
    const checked = checkGradients(trace);
    expect(checked.map(({ name, verdict }) => [name, verdict])).toEqual([
      ['inner.weight', 'ok'],
      ['inner.bias', 'ok'],
      ['input', 'ok'],
    ]);
  });
});

describe('running statistics that two nodes update', () => {
  it('go on from the first to the second', () => {
    const b = new GraphBuilder([1], { data: { kind: 'random', batch: 3 } });
    const op = {
      type: 'batch_norm',
      features: 1,
      eps: 0,
      momentum: 0.5,
      affine: false,
      trackRunningStats: true,
    } as const;
    const share = {
      running_mean: 'norm.running_mean',
      running_var: 'norm.running_var',
      num_batches_tracked: 'norm.num_batches_tracked',
    };
    b.op(op, ['input'], 'norm');
    b.op(op, [b.op({ type: 'binary', function: 'sub', scalar: -3 }, ['norm'], 'more')], 'again', {
      share,
    });
    const trace = firstTrace(b.build());
    const { program, values } = trace;
    const after = (name: string) => [...values[program.updatedOf[idOf(program, name)]!]!];
    const x = [...values[program.inputs[0]!]!];
    const mean = x.reduce((sum, each) => sum + each, 0) / 3;
    // Normalized numbers have mean 0, so those that are 3 more have mean 3.
    expect(after('norm.running_mean')[0]).toBeCloseTo(0.5 * (0.5 * mean) + 0.5 * 3, 12);
    expect(after('norm.num_batches_tracked')).toEqual([2]);
    expect(
      nextState(trace).tensors[program.state.indexOf(idOf(program, 'norm.running_mean'))],
    ).toEqual(Float64Array.from(after('norm.running_mean')));
  });
});

describe('parameters and buffers by themselves', () => {
  it('are the output of their node, without any operation', () => {
    const program = lower(computedWeights());
    const { outputOf, ops, tensors } = program;
    expect(tensors[outputOf.core!]).toMatchObject({ name: 'core', role: 'parameter' });
    expect(tensors[outputOf.shift!]).toMatchObject({ name: 'shift', role: 'buffer' });
    expect(outputOf['core again']).toBe(outputOf.core);
    expect(
      ops.filter(({ nodeId, phase }) => /^(core|shift)/.test(nodeId) && phase === 'forward'),
    ).toEqual([]);
  });

  it('serve as weights, also when they are computed', () => {
    const { program } = firstTrace(computedWeights());
    const linear = program.ops.find(({ primitive }) => primitive === 'linear')!;
    expect(linear.inputs).toEqual([
      program.inputs[0],
      program.outputOf.half,
      program.outputOf.shift,
    ]);
  });
});

describe('a detached value', () => {
  it('passes no gradient back, and is held in the check of gradients', () => {
    const trace = firstTrace(severalInputs());
    const { program } = trace;
    expect(program.gradientOf[program.outputOf.still!]).toBeNull();
    expect(checkGradients(trace).every(({ verdict }) => verdict === 'ok')).toBe(true);
  });
});

describe('several inputs', () => {
  const graph = severalInputs();

  it('are all in the program, and have gradients where they hold real numbers', () => {
    const program = lower(graph);
    expect(program.inputs.map((id) => program.tensors[id]!.name)).toEqual([
      'input',
      'words',
      'scale',
    ]);
    expect(program.inputs.map((id) => program.gradientOf[id] !== null)).toEqual([
      true,
      false,
      true,
    ]);
  });

  it('are drawn one after another, then the target', () => {
    const { inputs, target } = materializeData(graph);
    expect(inputs.map(({ length }) => length)).toEqual([6, 2, 2]);
    expect([...inputs[1]!].every((x) => [0, 1, 2, 3, 4].includes(x))).toBe(true);
    const alone = materializeData({ ...graph, nodes: [graph.nodes[0]!] });
    expect(inputs[0]).toEqual(alone.inputs[0]);
    expect(target).not.toEqual(alone.target);
  });
});

describe('a loss that the model computes', () => {
  it.each([
    ['all', 'copy'],
    ['rows', 'reduce'],
    ['none', 'reduce'],
  ] as const)('of %s has no target and no errors of its own', (reduce, primitive) => {
    const { program, values, loss } = firstTrace(ownLoss(reduce));
    expect(program.target).toBeNull();
    expect(program.errors).toBe(program.prediction);
    expect(program.tensors.some(({ role }) => role === 'target' || role === 'error')).toBe(false);
    expect(program.ops.filter(({ phase }) => phase === 'loss').map((op) => op.primitive)).toEqual([
      primitive,
    ]);
    const output = [...values[program.prediction]!];
    expect(loss).toBeCloseTo(output.reduce((sum, x) => sum + x, 0) / output.length, 14);
  });
});

describe('groups of parameters', () => {
  it('are updated with their own rates, and what is in none stays', () => {
    const b = new GraphBuilder([2], {
      optimizer: {
        kind: 'sgd',
        lr: 0.5,
        groups: [{ parameters: ['a.weight'], lr: 0.25 }, { parameters: ['b.weight'] }],
        range: null,
      },
    });
    b.linear(b.linear('input', 2, 'a'), 1, 'b');
    const { program, values } = firstTrace(b.build());
    const change = (name: string) => {
      const id = idOf(program, name);
      const next = program.updatedOf[id];
      if (typeof next !== 'number') return null;
      return (values[id]![0]! - values[next]![0]!) / values[program.gradientOf[id]!]![0]!;
    };
    expect(change('a.weight')).toBeCloseTo(0.25, 10);
    expect(change('b.weight')).toBeCloseTo(0.5, 10);
    expect([change('a.bias'), change('b.bias')]).toEqual([null, null]);
  });
});

describe('data of a script', () => {
  const steps: readonly InitializationStep[] = [
    { tensor: 'x', shape: [4, 2], initializer: { kind: 'constant', value: 3 } },
    { tensor: 'x', shape: [4, 2], initializer: { kind: 'scale', factor: 0.5 } },
  ];
  const graphWith = (data: DataSpec): ModelGraph => {
    const b = new GraphBuilder([2], { data });
    b.linear('input', 2);
    const graph = b.build();
    return { ...graph, initialization: [...graph.initialization, ...steps] };
  };

  it('is what initialization left, what is given, or an input once more', () => {
    const input = { kind: 'drawn', name: 'x' } as const;
    const drawn = materializeData(
      graphWith({ kind: 'script', tensors: { input, $target: { kind: 'input', id: 'input' } } }),
    );
    expect([...drawn.inputs[0]!]).toEqual(Array.from({ length: 8 }, () => 1.5));
    expect(drawn.target).toEqual(drawn.inputs[0]);
    const values = [1, 2, 3, 4, 5, 6, 7, 8];
    const given = materializeData(
      graphWith({ kind: 'script', tensors: { $target: { kind: 'given', values } } }),
    );
    expect([...given.target!]).toEqual(values);
  });

  it('is random as in other models where nothing is said', () => {
    const graph = graphWith({ kind: 'script', tensors: {} });
    expect(materializeData(graph)).toEqual(
      materializeData({ ...graph, data: { kind: 'random', batch: 4 } }),
    );
  });

  it('leaves the generator where initialization left it', () => {
    const graph = graphWith({ kind: 'script', tensors: {} });
    const more: InitializationStep = {
      tensor: null,
      shape: [5],
      initializer: { kind: 'normal', mean: 0, std: 1 },
    };
    const before = prepare(graph).state.generator;
    const after = prepare({ ...graph, initialization: [...graph.initialization, more] }).state
      .generator;
    expect(before!.next).toBeLessThan(after!.next);
    const random = { kind: 'random', batch: 4 } as const;
    expect(prepare({ ...graph, data: random }).state.generator).not.toEqual(before);
  });

  it('of a seed starts the numbers anew', () => {
    const seeded = (seed: number): InitializationStep[] => [
      { tensor: null, shape: [], initializer: { kind: 'seed', seed } },
      { tensor: 'x', shape: [4, 2], initializer: { kind: 'normal', mean: 0, std: 1 } },
    ];
    const data: DataSpec = {
      kind: 'script',
      tensors: { input: { kind: 'drawn', name: 'x' } },
    };
    const input = (seed: number, own: number) =>
      materializeData({
        ...graphWith(data),
        seed: own,
        initialization: [...graphWith(data).initialization, ...seeded(seed)],
      }).inputs[0];
    expect(input(1, 5)).toEqual(input(1, 6));
    expect(input(1, 5)).not.toEqual(input(2, 5));
  });
});

describe('a program runs on data', () => {
  it('with several inputs in their order', () => {
    const graph = severalInputs();
    const { program, state, data } = prepare(graph);
    const trace = runStep(program, state, data, 0);
    program.inputs.forEach((id, i) => expect(trace.values[id]).toEqual(data.inputs[i]));
  });
});
