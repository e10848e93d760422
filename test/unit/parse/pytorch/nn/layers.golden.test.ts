/** Layers of torch.nn against PyTorch running the same text: parameters with their first numbers, buffers, shapes of outputs. */
import { describe, expect, it } from 'vitest';
import {
  namedBuffers,
  namedParameters,
} from '../../../../../src/core/parse/pytorch/nn/module/walk';
import { isModule } from '../../../../../src/core/parse/pytorch/nn/module/parts';
import { Tensor } from '../../../../../src/core/parse/pytorch/tape';
import { PyDict, PyList, PyTuple, type Value } from '../../../../../src/core/parse/python/values';
import { readGolden } from '../../../../golden/read';
import { runTorch } from '../../../../support/pytorch';
import { drawnNumbers } from './first-values';

interface Case {
  readonly title: string;
  readonly text: string;
  readonly parameters: readonly (readonly [
    name: string,
    shape: readonly number[],
    learned: boolean,
    ends: readonly number[],
  ])[];
  readonly buffers: readonly (readonly [name: string, shape: readonly number[]])[];
  readonly y: unknown;
}

/** Lengths of rows are summed in another order, which costs a bit or two; everything else has the same bits. */
const LAST_BIT = 2 ** -22;

/** Tensors as their shapes, everything else as it is. */
function shown(value: Value): unknown {
  if (value instanceof Tensor) return value.shape;
  if (value instanceof PyTuple || value instanceof PyList) return value.items.map(shown);
  if (value instanceof PyDict) {
    return Object.fromEntries(value.entries().map(([key, each]) => [key as string, shown(each)]));
  }
  return value;
}

describe.each(readGolden<Case[]>('torch-layers'))('$title', (expected) => {
  const { torch, globals, failures } = runTorch(expected.text);
  const model = globals.get('model');

  it('runs', () => {
    expect(failures).toEqual([]);
    expect(torch.findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  it('gives the same shapes', () => {
    expect(shown(globals.get('y') ?? null)).toEqual(expected.y);
  });

  it.runIf(isModule(model))('has the same parameters and buffers', () => {
    if (!isModule(model)) return;
    const numbers = drawnNumbers(torch, 0);
    const found = namedParameters(model);
    expect(found.map(([name, { shape, requiresGrad }]) => [name, shape, requiresGrad])).toEqual(
      expected.parameters.map(([name, shape, learned]) => [name, shape, learned]),
    );
    for (const [i, [name, tensor]] of found.entries()) {
      const values = Array.from(numbers(tensor));
      const ends = [...values.slice(0, 2), ...values.slice(-1)];
      expected.parameters[i]![3].forEach((wanted, place) => {
        const off = Math.abs(ends[place]! - wanted);
        expect(off, `${name}, ${place}`).toBeLessThanOrEqual(LAST_BIT * Math.abs(wanted));
      });
    }
    expect(namedBuffers(model).map(([name, { shape }]) => [name, shape])).toEqual(expected.buffers);
  });
});
