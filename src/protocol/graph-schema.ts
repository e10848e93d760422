/** The shape of a graph at run time, strict enough that nothing downstream meets a missing field or a number that is none. */
import * as v from 'valibot';
import type { Elementwise } from '../core/model/elementwise';
import { ELEMENTWISE_DEFAULTS, isElementwiseName } from '../core/model/elementwise-names';
import type { LayerOp, ModelGraph } from '../core/model/graph';

export const text = v.string();
export const finite = v.pipe(v.number(), v.finite());
/** 0, 1, 2 … */
export const index = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
/** 1, 2, 3 … */
export const count = v.pipe(index, v.minValue(1));

export const range = v.object({
  startLine: index,
  startColumn: index,
  endLine: index,
  endColumn: index,
});

const shape = v.array(count);
const nullableRange = v.nullable(range);
/** Checked as a whole: data can hold millions of numbers, and a schema for each would be slow. */
const numbers = v.custom<readonly number[]>(
  (input) => Array.isArray(input) && input.every((value) => Number.isFinite(value)),
);
const tensor = v.object({ shape, values: numbers });

/** One of the known functions, with exactly the kinds of options that its defaults have. */
const elementwise = v.custom<Elementwise>((input) => {
  if (!v.is(v.object({ fn: text, options: v.record(text, v.union([finite, text])) }), input)) {
    return false;
  }
  const { fn, options } = input;
  return (
    isElementwiseName(fn) &&
    Object.entries(ELEMENTWISE_DEFAULTS[fn]).every(
      ([name, value]) => typeof options[name] === typeof value,
    )
  );
});

const dim = v.pipe(v.number(), v.safeInteger());
const op = v.variant('type', [
  v.object({ type: v.literal('input') }),
  v.object({
    type: v.literal('linear'),
    inFeatures: count,
    outFeatures: count,
    bias: v.boolean(),
  }),
  v.object({
    type: v.literal('elementwise'),
    function: elementwise,
  }),
  v.object({ type: v.literal('softmax'), dim }),
  v.object({ type: v.literal('log_softmax'), dim }),
  v.object({ type: v.literal('flatten'), startDim: dim, endDim: dim }),
  v.object({ type: v.literal('add') }),
  v.object({ type: v.literal('concat'), dim }),
]) satisfies v.GenericSchema<LayerOp>;

const initializer = v.variant('kind', [
  v.object({ kind: v.literal('uniform'), bound: finite }),
  v.object({ kind: v.literal('given'), values: numbers }),
]);

const node = v.object({
  id: text,
  name: text,
  op,
  type: text,
  inputs: v.array(text),
  inputShape: shape,
  outputShape: shape,
  parameters: v.array(v.object({ name: text, shape, initializer, range })),
  scope: v.array(text),
  range,
});

const data = v.variant('kind', [
  v.object({ kind: v.literal('given'), input: tensor, target: tensor }),
  v.object({
    kind: v.literal('dataset'),
    dataset: v.picklist(['xor', 'moons', 'circles', 'spirals', 'blobs']),
    samples: count,
    noise: finite,
  }),
  v.object({ kind: v.literal('random'), batch: count }),
]);

/** A whole graph: every input of a node is a node before it. */
export const graph: v.GenericSchema<unknown, ModelGraph> = v.pipe(
  v.object({
    name: text,
    range,
    seed: finite,
    nodes: v.pipe(v.array(node), v.minLength(1)),
    loss: v.object({
      kind: v.picklist(['mse', 'l1', 'huber', 'bce', 'bce_with_logits', 'nll', 'cross_entropy']),
      reduction: v.picklist(['mean', 'sum']),
      delta: finite,
      range: nullableRange,
    }),
    optimizer: v.object({ kind: v.literal('sgd'), lr: finite, range: nullableRange }),
    data,
    targetShape: shape,
    assumptions: v.array(v.object({ code: text, message: text })),
    stoppedAt: v.nullable(v.object({ range, reason: text })),
  }),
  v.check(({ nodes }) => {
    const before = new Set<string>();
    return nodes.every(({ id, inputs }) => {
      const known = !before.has(id) && inputs.every((input) => before.has(input));
      before.add(id);
      return known;
    });
  }),
);
