/** Norms over dimensions. PyTorch: `torch.linalg.vector_norm`, `torch.norm`. */
import type { Shape } from '../../model/shape';
import { elementCount } from '../../model/shape';
import type { PrimitiveAttributes } from '../attributes';
import type { Term } from '../trace';
import type { Values } from '../values';
import { broadcastIndex, broadcastSources } from './broadcast';
import { functionAt, jointly, product, valueOf } from './factors';
import { same } from './fit';
import { sign } from './math-functions';
import { keptShape, reducedCount, reducedShape } from './reduce';
import type { ForwardRule, Rule, Site } from './rule';
import { eachPair } from './runs';

/** y = (Σ_i |x_i|^p)^(1/p); the number of elements that are not 0 for p = 0, the largest or smallest |x_i| for ±∞. */
export const norm: ForwardRule<'norm'> = {
  shape: (inputs, attributes) => reducedShape(inputs[0]!, attributes),
  kernel({ inputs, inputShapes, output }, attributes) {
    const shape = inputShapes[0]!;
    output.set(normsOf(inputs[0]!, shape, keptShape(shape, attributes), attributes.p));
  },
  macs: (inputs, _, { p }) => (Number.isFinite(p) && p > 1 ? elementCount(inputs[0]!) : 0),
  terms: (site, attributes, index) => {
    const shape = site.inputShapes[0]!;
    return normTerms(
      site,
      attributes.p,
      broadcastSources(shape, keptShape(shape, attributes), index),
    );
  },
  termCount: (inputs, _, attributes) =>
    isSum(attributes.p) ? reducedCount(inputs[0]!, attributes) : 1,
  backward: (attributes) => [
    { to: 0, primitive: 'norm_grad', attributes, reads: ['gradient', 0, 'output'] },
  ],
};

/** ∂E/∂x_i = ∂E/∂y · sign(x_i) (|x_i| / y)^(p − 1), 0 where y is 0; for ±∞ shared among the elements with |x_i| = y. */
export const normGrad: Rule<'norm_grad'> = {
  shape(inputs, attributes) {
    same('norm_grad', inputs[0]!, inputs[2]!);
    same('norm_grad', inputs[0]!, reducedShape(inputs[1]!, attributes));
    return inputs[1]!;
  },
  kernel({ inputs, output, outputShape }, attributes) {
    const [gradient, x, y] = inputs as [Values, Values, Values];
    const kept = keptShape(outputShape, attributes);
    const ties = tiesOf(x, y, outputShape, kept, attributes.p);
    const slope = slopeOf(attributes.p);
    eachPair(outputShape, kept, (i, j) => {
      output[i] = (gradient[j]! * slope(x[i]!, y[j]!)) / (ties ? ties[j]! : 1);
    });
  },
  macs: (_, output) => elementCount(output),
  terms(site, attributes, index) {
    const [, x, y] = site.inputs as [Values, Values, Values];
    const { outputShape: shape } = site;
    const kept = keptShape(shape, attributes);
    const from = broadcastIndex(shape, kept, index);
    const ties = tiesOf(x, y, shape, kept, attributes.p);
    const slope = slopeOf(attributes.p)(x[index]!, y[from]!) / (ties ? ties[from]! : 1);
    const elements = [[1, index] as const, [2, from] as const];
    return [product(valueOf(site, 0, from), jointly(site, 'derivative', elements, slope))];
  },
  termCount: () => 1,
};

type P = PrimitiveAttributes['norm']['p'];

/** What an element adds to the sum of which the norm is a root. */
function shareOf(p: P): (x: number) => number {
  switch (p) {
    case 0:
      return (x) => Number(x !== 0);
    case 1:
      return Math.abs;
    case 2:
      return (x) => x * x;
    default:
      return (x) => Math.abs(x) ** p;
  }
}

/** The norm from the sum of the shares. */
function rootOf(p: P, sum: number): number {
  if (p === 0 || p === 1) return sum;
  return p === 2 ? Math.sqrt(sum) : sum ** (1 / p);
}

/** True when the norm is a sum of one function of each element. */
function isSum(p: P): boolean {
  return p === 0 || p === 1;
}

function normsOf(x: Values, whole: Shape, part: Shape, p: P): Float64Array {
  const norms = new Float64Array(elementCount(part));
  const finite = Number.isFinite(p);
  const larger = p > 0 ? Math.max : Math.min;
  if (p === -Infinity) norms.fill(Infinity);
  const share = shareOf(p);
  eachPair(whole, part, (i, j) => {
    norms[j] = finite ? norms[j]! + share(x[i]!) : larger(norms[j]!, Math.abs(x[i]!));
  });
  if (finite) for (let j = 0; j < norms.length; j++) norms[j] = rootOf(p, norms[j]!);
  return norms;
}

/** ∂y/∂x_i as PyTorch's backward has it; for ±∞ before it is shared. */
function slopeOf(p: P): (x: number, y: number) => number {
  if (p === 0) return () => 0;
  if (p === 1) return sign;
  if (p === 2) return (x, y) => (y === 0 ? 0 : x / y);
  if (!Number.isFinite(p)) return (x, y) => (isExtreme(x, y) ? sign(x) : 0);
  if (p < 1) return (x, y) => (x === 0 ? 0 : sign(x) * Math.abs(x) ** (p - 1) * y ** (1 - p));
  return (x, y) => (y === 0 ? 0 : (sign(x) * Math.abs(x) ** (p - 1)) / y ** (p - 1));
}

/** For ±∞: how many elements of each group have the norm as their size; null for other norms. */
function tiesOf(x: Values, y: Values, whole: Shape, part: Shape, p: P): Int32Array | null {
  if (Number.isFinite(p)) return null;
  const ties = new Int32Array(elementCount(part));
  eachPair(whole, part, (i, j) => {
    if (isExtreme(x[i]!, y[j]!)) ties[j] = ties[j]! + 1;
  });
  return ties;
}

function isExtreme(x: number, y: number): boolean {
  return Math.abs(x) === y || Number.isNaN(x);
}

function normTerms(site: Site, p: P, members: readonly number[]): Term[] {
  const x = site.inputs[0]!;
  const share = shareOf(p);
  if (isSum(p)) return members.map((i) => product(functionAt(site, 0, i, share(x[i]!))));
  const norm = Number.isFinite(p)
    ? rootOf(
        p,
        members.reduce((sum, i) => sum + share(x[i]!), 0),
      )
    : members
        .map((i) => Math.abs(x[i]!))
        .reduce((a, b) => (p > 0 ? Math.max(a, b) : Math.min(a, b)));
  return [
    product(
      jointly(
        site,
        'function',
        members.map((i) => [0, i] as const),
        norm,
      ),
    ),
  ];
}
