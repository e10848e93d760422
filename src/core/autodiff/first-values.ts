/** First values of parameters, buffers and a script's data, drawn in the order in which PyTorch draws them. */
import type { DType, Initializer, ModelGraph } from '../model/graph';
import { elementCount, type Shape } from '../model/shape';
import { Generator } from '../random';
import { drawInto, fillConstant } from './fill';
import { placesTaken } from './lower/indexing';
import { orthogonalInto } from './orthogonal';
import { elementwiseValue } from './primitives/elementwise';
import { truncatedNormalInto } from './truncated-normal';
import { toValues, zeros, type Values } from './values';

/** What initialization leaves behind. */
export interface FirstValues {
  /** Values by the name of the tensor; what no step filled is absent. */
  readonly tensors: Map<string, Values>;
  /** The generator after the last draw. */
  readonly generator: Generator;
}

/** Carries out the steps of initialization. */
export function firstValues({
  seed,
  dtype,
  initialization,
}: Pick<ModelGraph, 'seed' | 'dtype' | 'initialization'>): FirstValues {
  return fillFurther({ tensors: new Map(), generator: new Generator(seed) }, dtype, initialization);
}

/** Carries out further steps; the tensors that were filled before are changed. */
export function fillFurther(
  before: FirstValues,
  dtype: DType,
  steps: ModelGraph['initialization'],
): FirstValues {
  const { tensors } = before;
  let { generator } = before;
  for (const { tensor, shape, initializer, dtype: own = dtype } of steps) {
    if (initializer.kind === 'seed') {
      generator = new Generator(initializer.seed);
      continue;
    }
    const held = tensor === null ? undefined : tensors.get(tensor);
    const values = held ?? zeros(dtype, elementCount(shape));
    if (own === dtype) initialize(values, shape, initializer, generator, tensors);
    else {
      const apart = toValues(own, values);
      initialize(apart, shape, initializer, generator, tensors);
      values.set(apart);
    }
    if (tensor !== null) tensors.set(tensor, values);
  }
  return { tensors, generator };
}

/** Writes over what the tensor holds by then, or changes it. */
function initialize(
  values: Values,
  shape: Shape,
  initializer: Exclude<Initializer, { kind: 'seed' }>,
  generator: Generator,
  tensors: ReadonlyMap<string, Values>,
): void {
  switch (initializer.kind) {
    case 'uniform':
    case 'normal':
    case 'integer':
    case 'permutation':
      drawInto(values, initializer, generator);
      return;
    case 'bernoulli':
      drawInto(values, { ...initializer, value: 1 }, generator);
      return;
    case 'trunc_normal':
      truncatedNormalInto(values, initializer, generator);
      return;
    case 'orthogonal':
      orthogonalInto(values, shape, initializer.gain, generator);
      return;
    case 'constant':
      values.fill(initializer.value);
      return;
    case 'given':
      values.set(initializer.values);
      return;
    case 'copy':
      values.set(tensors.get(initializer.from) ?? new Float64Array(values.length));
      return;
    case 'norm':
      lengthsInto(values, initializer, tensors.get(initializer.from));
      return;
    case 'eye':
      values.fill(0);
      fillConstant(values, shape, initializer);
      return;
    case 'dirac':
      fillDirac(values, shape, initializer.groups);
      return;
    case 'scale':
      change(values, (x, factor) => x * factor, initializer.factor);
      return;
    case 'shift':
      change(values, (x, by) => x + by, initializer.by);
      return;
    case 'elementwise':
      change(values, (x) => elementwiseValue(initializer.function, x));
      return;
    case 'part':
      for (const at of placesTaken(initializer.items, shape)) values[at] = initializer.value;
      return;
    case 'place': {
      const from = tensors.get(initializer.from);
      placesTaken(initializer.items, shape).forEach((at, i) => void (values[at] = from?.[i] ?? 0));
      return;
    }
    case 'zero_row': {
      const size = elementCount(shape.slice(1));
      values.fill(0, initializer.row * size, (initializer.row + 1) * size);
    }
  }
}

/** Changes every element; the number that goes with it has the precision of the tensor, as in PyTorch. */
function change(values: Values, f: (x: number, by: number) => number, by = 0): void {
  const operand = values instanceof Float32Array ? Math.fround(by) : by;
  for (let i = 0; i < values.length; i++) values[i] = f(values[i]!, operand);
}

/** Euclidean lengths over all dimensions but one, or over all. */
function lengthsInto(
  values: Values,
  { of, dim }: { readonly of: Shape; readonly dim: number | null },
  from: Values | undefined,
): void {
  const inner = dim === null ? 1 : elementCount(of.slice(dim + 1));
  const size = dim === null ? 1 : of[dim]!;
  const sums = new Float64Array(values.length);
  from?.forEach((x, i) => {
    sums[Math.floor(i / inner) % size]! += x * x;
  });
  sums.forEach((sum, i) => {
    values[i] = Math.sqrt(sum);
  });
}

/** In the middle of each window a 1 from an input channel to the output channel of the same number, in every group. */
function fillDirac(values: Values, [out, channels, ...spatial]: Shape, groups: number): void {
  values.fill(0);
  const window = elementCount(spatial);
  const middle = spatial.reduce((place, size) => place * size + Math.floor(size / 2), 0);
  const outputs = out! / groups;
  for (let o = 0; o < out!; o++) {
    const channel = o % outputs;
    if (channel < channels!) values[(o * channels! + channel) * window + middle] = 1;
  }
}
