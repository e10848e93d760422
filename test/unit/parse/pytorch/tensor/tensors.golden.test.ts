/** Functions and methods of tensors against PyTorch: shapes, types, gradients, and the numbers of constants and of random draws. */
import { describe, expect, it } from 'vitest';
import { readGolden } from '../../../../golden/read';
import { runTorch, type TorchRun } from '../../../../support/pytorch';
import { plain, type Plain, type PlainTensor } from './plain';

interface Golden {
  readonly setup: string;
  readonly expressions: Readonly<Record<string, readonly (readonly [string, Plain])[]>>;
  readonly programs: Readonly<Record<string, readonly (readonly [string, Plain])[]>>;
  readonly errors: readonly (readonly [string, string])[];
  readonly random: { readonly text: string; readonly tensors: Readonly<Record<string, Plain>> };
}

const GOLDEN = readGolden<Golden>('tensors');

/** Formats with fewer digits are computed in single precision here. */
const NARROW = ['float16', 'bfloat16'];

function isTensor(value: Plain): value is PlainTensor {
  return typeof value === 'object' && 'shape' in value;
}

/** Compares all but rounding. */
function expectSame(actual: Plain, expected: Plain): void {
  if (isTensor(expected)) {
    const { numbers, ...rest } = expected;
    expect(actual).toMatchObject(rest);
    const own = (actual as PlainTensor).numbers;
    expect(own.length, 'how many numbers are known').toBe(numbers.length);
    const share = NARROW.includes(rest.type) ? 2e-3 : 1e-5;
    own.forEach((number, i) => expectNear(number, numbers[i]!, share));
  } else if (typeof expected === 'string') {
    const [a, b] = [Number(actual), Number(expected)];
    if (Number.isFinite(a) && Number.isFinite(b)) expectNear(a, b, 1e-5);
    else expect(actual).toBe(expected);
  } else {
    const list = actual as readonly Plain[];
    expect(list.length).toBe(expected.length);
    expected.forEach((each, i) => expectSame(list[i]!, each));
  }
}

function expectNear(actual: number, expected: number, share: number): void {
  if (!Number.isFinite(expected)) expect(actual).toBe(expected);
  else if (Math.abs(actual - expected) > share * Math.max(1, Math.abs(expected))) {
    expect(actual).toBe(expected);
  }
}

function resultOf(run: TorchRun, name: string): Plain {
  if (!run.globals.has(name)) throw new Error(run.failures.join('\n'));
  return plain(run.globals.get(name), run);
}

for (const [topic, cases] of Object.entries(GOLDEN.expressions)) {
  const text = cases.map(([expression], i) => `r${i} = ${expression}`).join('\n');
  const run = runTorch(`${GOLDEN.setup}\n${text}`);
  describe(topic, () => {
    it.each(cases.map(([expression, expected], i) => [expression, i, expected] as const))(
      '%s',
      (_, i, expected) => expectSame(resultOf(run, `r${i}`), expected),
    );
  });
}

for (const [topic, cases] of Object.entries(GOLDEN.programs)) {
  describe(topic, () => {
    it.each(cases)('%s', (text, expected) => {
      expectSame(resultOf(runTorch(`${GOLDEN.setup}\n${text}`), 'result'), expected);
    });
  });
}

describe('errors', () => {
  it.each(GOLDEN.errors)('%s raises %s', (text, expected) => {
    const { failures } = runTorch(`${GOLDEN.setup}\n${text}`);
    expect(failures.map((failure) => failure.split(':')[0])).toEqual([expected]);
  });
});

describe('random numbers', () => {
  const run = runTorch(`import torch\n${GOLDEN.random.text}`);
  it.each(Object.entries(GOLDEN.random.tensors))('%s', (name, expected) => {
    const actual = resultOf(run, name) as PlainTensor;
    const known =
      actual.numbers.length > 0 ? expected : { ...(expected as PlainTensor), numbers: [] };
    expectSame(actual, known);
  });
  it('draws all that PyTorch draws, in its order', () => {
    expect(run.failures).toEqual([]);
    const computed = Object.keys(GOLDEN.random.tensors).filter(
      (name) => (resultOf(run, name) as PlainTensor).numbers.length === 0,
    );
    expect(computed).toEqual(['g', 'i']);
  });
});
