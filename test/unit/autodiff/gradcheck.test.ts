/** The check of gradients: verdicts, what it counts, and working in pieces. */
import { describe, expect, it } from 'vitest';
import { checkGradients, checkInPieces, gradientTolerance } from '../../../src/core/autodiff';
import type { Trace } from '../../../src/core/autodiff/trace';
import { givenData, GraphBuilder, mlp, xorGraph } from '../../support/graphs';
import { firstTrace } from '../../support/runs';

const verdicts = (trace: Trace) =>
  Object.fromEntries(checkGradients(trace).map(({ name, verdict }) => [name, verdict]));

/** The trace with the gradient of one parameter changed in one element. */
function withWrong(trace: Trace, parameter: string, index: number, by: number): Trace {
  const { program, values } = trace;
  const id = program.tensors.find(({ name }) => name === parameter)!.id;
  const gradient = program.gradientOf[id]!;
  const wrong = values[gradient]!.slice();
  wrong[index]! += by;
  return { ...trace, values: values.map((each, i) => (i === gradient ? wrong : each)) };
}

describe('a check of gradients', () => {
  it.each(['float32', 'float64'] as const)('finds those of %s ok within its tolerance', (dtype) => {
    const graph = mlp([3, 40, 7, 2], { dtype, loss: 'cross_entropy' });
    for (const check of checkGradients(firstTrace(graph))) {
      expect(check.verdict, check.name).toBe('ok');
      expect(check.largestError).toBeLessThan(gradientTolerance(dtype) / 10);
    }
  });

  it('says how many elements were checked of how many', () => {
    const checks = checkGradients(firstTrace(mlp([3, 40, 2])));
    expect(checks.map(({ name, checked, elements }) => [name, checked, elements])).toEqual([
      ['0.weight', 32, 120],
      ['0.bias', 32, 40],
      ['2.weight', 32, 80],
      ['2.bias', 2, 2],
      ['input', 12, 12],
    ]);
  });

  it('names the tensor and the element that is wrong, and no other', () => {
    const trace = withWrong(firstTrace(xorGraph()), '2.weight', 3, 0.01);
    const found = checkGradients(trace);
    expect(verdicts(trace)).toMatchObject({ '2.weight': 'suspicious', '0.weight': 'ok' });
    expect(found.find(({ name }) => name === '2.weight')!.worst).toBe(3);
  });

  it('says where numbers are not finite', () => {
    const graph = mlp([1, 1], { data: givenData([[1e200]], [[0]]), given: { '0.weight': [1] } });
    expect(verdicts(firstTrace(graph))).toEqual({
      '0.weight': 'not finite',
      '0.bias': 'not finite',
      input: 'not finite',
    });
  });

  it('leaves out an input of whole numbers', () => {
    const builder = new GraphBuilder([2], { below: 4 });
    builder.op({ type: 'embedding', count: 4, size: 3, paddingIndex: null }, ['input'], 'emb');
    expect(Object.keys(verdicts(firstTrace(builder.build())))).toEqual(['emb.weight']);
  });

  it('works in pieces, which tell how far it is, and leaves the trace as it is', () => {
    const graph = mlp([64, 128, 64, 4], { data: { kind: 'random', batch: 16 } });
    const trace = firstTrace(graph);
    const before = trace.values.map((each) => each.slice());
    const pieces = checkInPieces(trace);
    const done: number[] = [];
    let piece = pieces.next();
    for (; !piece.done; piece = pieces.next()) {
      expect(piece.value.total).toBe(6 * 32 + 4);
      done.push(piece.value.done);
    }
    expect(done.length).toBeGreaterThan(20);
    expect(done).toEqual([...done].sort((a, b) => a - b));
    expect(piece.value).toEqual(checkGradients(trace));
    expect(trace.values).toEqual(before);
  });
});
