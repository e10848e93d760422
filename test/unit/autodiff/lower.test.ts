/** What holds for every program: tensors live from where they are written to where they are last read, phases follow one another. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lower, materializeData, runStep } from '../../../src/core/autodiff';
import { initialParameters, stateWith } from '../../support/runs';
import { PHASES, type Program } from '../../../src/core/autodiff/program';
import { GraphBuilder, mlp, xorGraph } from '../../support/graphs';
import { randomGraph } from './random-graph';

/** Operations as short texts: primitive and what they write. */
function lines(program: Program): string[] {
  return program.ops.map((op) => `${op.primitive} → ${program.tensors[op.output]!.name}`);
}

describe('every program', () => {
  const everyProgram = (check: (program: Program) => void) =>
    fc.assert(
      fc.property(randomGraph(false), (graph) => check(lower(graph))),
      { numRuns: 100 },
    );

  it('writes each tensor once, before it is read, and keeps it until then', () => {
    everyProgram(({ ops, tensors }) => {
      const written = new Set<number>();
      ops.forEach((op, i) => {
        expect(op.index).toBe(i);
        expect(tensors[op.output]!.birth).toBe(i);
        expect(written.has(op.output)).toBe(false);
        written.add(op.output);
        for (const id of op.inputs) {
          expect(tensors[id]!.birth).toBeLessThan(i);
          expect(tensors[id]!.death).toBeGreaterThanOrEqual(i);
        }
      });
      for (const { id, birth, death } of tensors) {
        expect(written.has(id)).toBe(birth >= 0);
        const lastRead = Math.max(
          -1,
          ...ops.filter((o) => o.inputs.includes(id)).map((o) => o.index),
        );
        expect([ops.length, Math.max(birth, lastRead)]).toContain(death);
      }
    });
  });

  it('has its phases in order', () => {
    everyProgram(({ ops }) => {
      const places = ops.map(({ phase }) => PHASES.indexOf(phase));
      expect(places).toEqual(places.slice().sort((a, b) => a - b));
    });
  });

  it('gives gradients the shape of what they belong to', () => {
    everyProgram(({ tensors, gradientOf, updatedOf, parameters }) => {
      expect(gradientOf.length).toBe(tensors.length);
      expect(updatedOf.length).toBe(tensors.length);
      gradientOf.forEach((gradient, id) => {
        if (gradient === null) return;
        expect(tensors[gradient]).toMatchObject({ of: id, partial: false, role: 'gradient' });
        expect(tensors[gradient]!.shape).toEqual(tensors[id]!.shape);
      });
      for (const id of parameters) expect(updatedOf[id] === null).toBe(gradientOf[id] === null);
    });
  });

  it('sums partial gradients as soon as the last share is there', () => {
    everyProgram(({ ops, tensors }) => {
      const partial = tensors.filter((tensor) => tensor.partial);
      for (const { of } of partial) {
        const shares = partial.filter((tensor) => tensor.of === of);
        const last = Math.max(...shares.map(({ birth }) => birth));
        const sum = ops[last + 1]!;
        expect(sum.primitive).toBe('add');
        expect(sum.inputs).toEqual(shares.map(({ id }) => id));
        expect(tensors[sum.output]).toMatchObject({ of, partial: false });
      }
    });
  });
});

describe('lower', () => {
  it('writes a dense network out in full', () => {
    expect(lines(lower(xorGraph()))).toEqual([
      'linear → 0',
      'elementwise → 1',
      'linear → 2',
      'elementwise → 3',
      'pointwise_loss → errors',
      'reduce → loss',
      'one → grad(loss)',
      'reduce_grad → grad(errors)',
      'pointwise_loss_grad → grad(3)',
      'elementwise_grad → grad(2)',
      'linear_grad_weight → grad(2.weight)',
      'linear_grad_bias → grad(2.bias)',
      'linear_grad_input → grad(1)',
      'elementwise_grad → grad(0)',
      'linear_grad_weight → grad(0.weight)',
      'linear_grad_bias → grad(0.bias)',
      'linear_grad_input → grad(input)',
      'sgd → updated(0.weight)',
      'sgd → updated(0.bias)',
      'sgd → updated(2.weight)',
      'sgd → updated(2.bias)',
    ]);
  });

  it('sums the gradients of a residual connection at its source', () => {
    const builder = new GraphBuilder([2]);
    const first = builder.linear('input', 2, 'first', false);
    builder.add([first, builder.elementwise(first, 'tanh', 'inner')], 'join');
    const program = lower(builder.build());
    expect(lines(program).slice(5)).toEqual([
      'one → grad(loss)',
      'reduce_grad → grad(errors)',
      'pointwise_loss_grad → grad(join)',
      'copy → grad(first) from join',
      'copy → grad(inner)',
      'elementwise_grad → grad(first) from inner',
      'add → grad(first)',
      'linear_grad_weight → grad(first.weight)',
      'linear_grad_input → grad(input)',
      'sgd → updated(first.weight)',
    ]);
    expect(
      program.ops.find((op) => op.primitive === 'add' && op.phase === 'backward'),
    ).toMatchObject({ nodeId: 'first' });
  });

  it('leaves branches alone that do not reach the output', () => {
    const builder = new GraphBuilder([2]);
    const dead = builder.elementwise(builder.linear('input', 3, 'dead'), 'tanh', 'end');
    builder.linear('input', 1, 'out');
    const graph = builder.build();
    const program = lower(graph);
    const [weight, bias, outWeight] = program.parameters;
    for (const id of [weight!, bias!, program.outputOf['dead']!, program.outputOf[dead]!]) {
      expect(program.gradientOf[id]).toBeNull();
    }
    expect(program.updatedOf[weight!]).toBeNull();
    expect(program.tensors[weight!]!.death).toBe(program.ops.length);
    expect(program.gradientOf[outWeight!]).not.toBeNull();
    expect(program.tensors[program.gradientOf[program.inputs[0]!]!]!.partial).toBe(false);
    expect(program.gradientOf[program.target!]).toBeNull();
  });

  it('runs a graph without layers', () => {
    const graph = new GraphBuilder([2]).build();
    const program = lower(graph);
    const { values } = runStep(program, stateWith([]), materializeData(graph), 0);
    expect(program.prediction).toBe(program.inputs[0]!);
    expect(values[program.gradientOf[program.inputs[0]!]!]!.some((g) => g !== 0)).toBe(true);
  });

  it('refuses shapes that do not fit', () => {
    const graph = mlp([2, 3, 1]);
    const nodes = graph.nodes.map((node) =>
      node.id === '2'
        ? { ...node, parameters: node.parameters.map((each) => ({ ...each, shape: [1, 4] })) }
        : node,
    );
    expect(() => lower({ ...graph, nodes })).toThrow(/linear: shapes \[4, 3\] and \[1, 4\]/);
    expect(() => lower({ ...graph, targetShape: [4, 2] })).toThrow(/pointwise_loss/);
  });

  it('does not change what it is given', () => {
    const graph = xorGraph();
    const parameters = initialParameters(graph);
    const before = parameters.map((values) => values.slice());
    runStep(lower(graph), stateWith(parameters), materializeData(graph), 0);
    expect(parameters).toEqual(before);
  });
});
