/** The tensors that a model is fed with, from the arguments of its call. */
import type { Value } from '../../python/values';
import { PyDict, PyList, PyTuple } from '../../python/values';
import { sourceKey, type Held } from './names';
import { operationsBehind, readsOf } from './reach';
import { Tensor, type RootCall, type TensorRef } from '../tape';

/** An input of the graph. */
export interface FedTensor {
  readonly name: string;
  readonly ref: TensorRef;
}

/** Tensors among the arguments, those inside of tuples, lists and dicts included. */
export function fedTensors({ args, keywords }: RootCall, names: readonly string[]): FedTensor[] {
  const found = args.flatMap((value, i) => within(value, names[i] ?? `input_${i}`));
  for (const [name, value] of keywords) found.push(...within(value, name));
  return found;
}

/**
 * What a script draws and then only rearranges or computes with constants (`text[:, :-1]`), or with the weights of other models, is fed as
 * it was drawn, and the rest is part of the graph; everything else is fed as it is.
 */
export function asDrawn(fed: FedTensor, held: ReadonlyMap<unknown, Held>): FedTensor[] {
  const operations = operationsBehind([fed.ref], () => false);
  if (operations.length === 0) return [fed];
  const leaves = operations.flatMap(readsOf).filter(({ source }) => source.kind !== 'output');
  const isOthers = (ref: TensorRef): boolean => held.get(sourceKey(ref))?.outside === true;
  const drawn = leaves.every(
    (ref) => ref.source.kind === 'slot' && (!held.has(ref.source.slot) || isOthers(ref)),
  );
  const plain = operations.every(({ op }) => op.type !== 'loss' && op.type !== 'random');
  const free = leaves.filter((ref) => !isOthers(ref));
  if (!drawn || !plain || free.length === 0) return [fed];
  const slots = free.filter(
    (ref, i) => free.findIndex((each) => sourceKey(each) === sourceKey(ref)) === i,
  );
  return slots.map((ref, i) => ({ name: i === 0 ? fed.name : `${fed.name}_${i}`, ref }));
}

/** The tensors that a value is made of, in order. */
export function tensorsIn(value: Value): Tensor[] {
  if (value instanceof Tensor) return [value];
  if (value instanceof PyTuple || value instanceof PyList) return value.items.flatMap(tensorsIn);
  if (value instanceof PyDict) return value.values().flatMap(tensorsIn);
  return [];
}

function within(value: Value, name: string): FedTensor[] {
  const tensors = tensorsIn(value);
  return tensors.map(({ ref }, i) => ({ name: tensors.length === 1 ? name : `${name}_${i}`, ref }));
}
