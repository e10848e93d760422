/** The shape of a graph at run time, strict enough that nothing downstream meets a missing field or a number that is none. */
import * as v from 'valibot';
import type { ModelGraph, OptimizerSpec } from '../core/model/graph';
import { readsOf, reference } from '../core/model/outputs';
import { initializer } from './initializer-schema';
import { count, extendedNumbers, finite, index, integer, numbers } from './numbers';
import { op } from './op-schema';

const text = v.string();
const flag = v.boolean();
const shape = v.array(index);
const dtype = v.picklist(['float32', 'float64']);

export const range = v.object({
  startLine: index,
  startColumn: index,
  endLine: index,
  endColumn: index,
  file: v.exactOptional(text),
});

const nullableRange = v.nullable(range);
const tensor = v.object({ shape, values: numbers });
const named = v.object({ name: text, shape });

const parameter = v.object({
  name: text,
  role: text,
  shape,
  range,
  frozen: v.exactOptional(flag),
  outside: v.exactOptional(flag),
});
const buffer = v.object({ name: text, role: text, shape });

const node = v.object({
  id: text,
  name: text,
  op,
  type: text,
  inputs: v.array(text),
  inputShape: shape,
  outputShape: shape,
  others: v.exactOptional(v.array(named)),
  parameters: v.array(parameter),
  buffers: v.exactOptional(v.array(buffer)),
  given: v.exactOptional(v.array(v.object({ role: text, from: text }))),
  scope: v.array(text),
  range,
  call: v.exactOptional(range),
  stack: v.exactOptional(v.array(v.object({ name: text, range }))),
});

const loss = v.object({
  kind: v.picklist([
    'mse',
    'l1',
    'smooth_l1',
    'huber',
    'bce',
    'bce_with_logits',
    'kl_div',
    'nll',
    'cross_entropy',
    'output',
  ]),
  reduction: v.picklist(['mean', 'sum', 'none', 'batchmean']),
  delta: finite,
  weight: v.exactOptional(numbers),
  posWeight: v.exactOptional(numbers),
  ignoreIndex: v.exactOptional(integer),
  labelSmoothing: v.exactOptional(finite),
  probabilities: v.exactOptional(flag),
  logTarget: v.exactOptional(flag),
  range: nullableRange,
});

const group = v.object({
  parameters: v.array(text),
  lr: v.exactOptional(finite),
  weightDecay: v.exactOptional(finite),
});
const step = { lr: finite, groups: v.exactOptional(v.array(group)), range: nullableRange };
const optimizer: v.GenericSchema<unknown, OptimizerSpec> = v.variant('kind', [
  v.object({
    ...step,
    kind: v.literal('sgd'),
    momentum: v.exactOptional(finite),
    dampening: v.exactOptional(finite),
    nesterov: v.exactOptional(flag),
    weightDecay: v.exactOptional(finite),
  }),
  v.object({
    ...step,
    kind: v.picklist(['adam', 'adamw']),
    betas: v.strictTuple([finite, finite]),
    eps: finite,
    weightDecay: finite,
    amsgrad: flag,
  }),
  v.object({
    ...step,
    kind: v.literal('rmsprop'),
    alpha: finite,
    eps: finite,
    weightDecay: finite,
    momentum: finite,
    centered: flag,
  }),
  v.object({
    ...step,
    kind: v.literal('adagrad'),
    lrDecay: finite,
    weightDecay: finite,
    initialAccumulator: finite,
    eps: finite,
  }),
]);

const data = v.variant('kind', [
  v.object({ kind: v.literal('given'), input: tensor, target: tensor }),
  v.object({
    kind: v.literal('dataset'),
    dataset: v.picklist(['xor', 'moons', 'circles', 'spirals', 'blobs']),
    samples: count,
    noise: finite,
  }),
  v.object({ kind: v.literal('random'), batch: count }),
  v.object({
    kind: v.literal('script'),
    tensors: v.record(
      text,
      v.variant('kind', [
        v.object({ kind: v.literal('drawn'), name: text }),
        v.object({ kind: v.literal('input'), id: text }),
        v.object({ kind: v.literal('given'), values: extendedNumbers }),
      ]),
    ),
  }),
]);

/** A whole graph: what a node reads is an output of a node before it. */
export const graph: v.GenericSchema<unknown, ModelGraph> = v.pipe(
  v.object({
    name: text,
    range,
    seed: finite,
    dtype,
    mode: v.picklist(['train', 'eval']),
    nodes: v.pipe(v.array(node), v.minLength(1)),
    initialization: v.array(
      v.object({
        tensor: v.nullable(text),
        shape,
        initializer,
        dtype: v.exactOptional(dtype),
      }),
    ),
    loss,
    optimizer,
    data,
    targetShape: shape,
    invocation: v.exactOptional(text),
    assumptions: v.array(v.object({ code: text, message: text, range: v.exactOptional(range) })),
    stoppedAt: v.nullable(v.object({ range, reason: text })),
  }),
  v.check(({ nodes }) => {
    const outputs = new Set<string>();
    return nodes.every((node) => {
      const { id, others = [] } = node;
      const known = !outputs.has(id) && readsOf(node).every((input) => outputs.has(input));
      outputs.add(id);
      for (const { name } of others) outputs.add(reference(id, name));
      return known;
    });
  }),
);
