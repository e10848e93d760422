/** The shape of a graph at run time, strict enough that nothing downstream meets a missing field or a number that is none. */
import * as v from 'valibot';
import type { ModelGraph, OptimizerSpec } from '../core/model/graph';
import { reference } from '../core/model/outputs';
import { count, finite, index, integer, numbers } from './numbers';
import { op } from './op-schema';

const text = v.string();
const flag = v.boolean();
const shape = v.array(index);

export const range = v.object({
  startLine: index,
  startColumn: index,
  endLine: index,
  endColumn: index,
});

const nullableRange = v.nullable(range);
const tensor = v.object({ shape, values: numbers });
const named = v.object({ name: text, shape });

const initializer = v.variant('kind', [
  v.object({ kind: v.literal('uniform'), low: finite, high: finite }),
  v.object({ kind: v.literal('normal'), mean: finite, std: finite }),
  v.object({ kind: v.literal('constant'), value: finite }),
  v.object({ kind: v.literal('given'), values: numbers }),
  v.object({ kind: v.literal('copy'), from: text }),
  v.object({ kind: v.literal('zero_row'), row: index }),
]);

const node = v.object({
  id: text,
  name: text,
  op,
  type: text,
  inputs: v.array(text),
  inputShape: shape,
  outputShape: shape,
  others: v.exactOptional(v.array(named)),
  parameters: v.array(v.object({ name: text, shape, range })),
  buffers: v.exactOptional(v.array(named)),
  scope: v.array(text),
  range,
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

const step = { lr: finite, range: nullableRange };
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
]);

/** A whole graph: what a node reads is an output of a node before it. */
export const graph: v.GenericSchema<unknown, ModelGraph> = v.pipe(
  v.object({
    name: text,
    range,
    seed: finite,
    dtype: v.picklist(['float32', 'float64']),
    mode: v.picklist(['train', 'eval']),
    nodes: v.pipe(v.array(node), v.minLength(1)),
    initialization: v.array(v.object({ tensor: v.nullable(text), shape, initializer })),
    loss,
    optimizer,
    data,
    targetShape: shape,
    assumptions: v.array(v.object({ code: text, message: text })),
    stoppedAt: v.nullable(v.object({ range, reason: text })),
  }),
  v.check(({ nodes }) => {
    const outputs = new Set<string>();
    return nodes.every(({ id, inputs, others = [] }) => {
      const known = !outputs.has(id) && inputs.every((input) => outputs.has(input));
      outputs.add(id);
      for (const { name } of others) outputs.add(reference(id, name));
      return known;
    });
  }),
);
