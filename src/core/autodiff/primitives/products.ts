/** Matrix products of whole batches. PyTorch: `torch.matmul`, `torch.bmm`. */
import type { Shape } from '../../model/graph';
import { elementCount } from '../../model/shape';
import type { PrimitiveAttributes } from '../attributes';
import type { Values } from '../values';
import { broadcast, broadcastIndex } from './broadcast';
import { product, valueOf } from './factors';
import { misfit, rowsOf } from './fit';
import { multiply, multiplyEach, rowMajor, transposed } from './matmul';
import type { BackwardStep, ForwardRule, Operand } from './rule';

type Attributes = PrimitiveAttributes['matmul'];

/** Sizes of a product of a [m, k] and b [k, n], after exchanging dimensions. */
interface Sizes {
  readonly m: number;
  readonly n: number;
  readonly k: number;
}

/** y[…,i,j] = Σ_p a[…,i,p] b[…,p,j] */
export const matmul: ForwardRule<'matmul'> = {
  shape([a, b], attributes) {
    if (a!.length < 2 || b!.length < 2) misfit('matmul', a!, b!);
    const { m, n, k } = sizesOf(a!, b!, attributes);
    if (k !== b!.at(attributes.transposeB ? -1 : -2)) misfit('matmul', a!, b!);
    return [...broadcast('matmul', batchOf(a!), batchOf(b!)), m, n];
  },
  kernel({ inputs, inputShapes, output, outputShape }, attributes) {
    const [a, b] = inputs as [Values, Values];
    const [aShape, bShape] = inputShapes as [Shape, Shape];
    const { m, n, k } = sizesOf(aShape, bShape, attributes);
    const left = attributes.transposeA ? transposed(rowMajor(a, m)) : rowMajor(a, k);
    const right = attributes.transposeB ? transposed(rowMajor(b, k)) : rowMajor(b, n);
    if (bShape.length === 2 && !attributes.transposeA) {
      multiply(left, right, null, output, rowsOf(aShape), n, k);
      return;
    }
    const batch = outputShape.slice(0, -2);
    const fromA = begins(batch, batchOf(aShape), m * k);
    const fromB = begins(batch, batchOf(bShape), k * n);
    multiplyEach(left, fromA, right, fromB, output, m, n, k);
  },
  macs: ([a, b], output, attributes) => elementCount(output) * sizesOf(a!, b!, attributes).k,
  terms(site, attributes, index) {
    const [a, b] = site.inputShapes as readonly [Shape, Shape];
    const { m, n, k } = sizesOf(a, b, attributes);
    const batch = site.outputShape.slice(0, -2);
    const j = index % n;
    const i = Math.floor(index / n) % m;
    const at = Math.floor(index / (m * n));
    const aStart = broadcastIndex(batch, batchOf(a), at) * m * k;
    const bStart = broadcastIndex(batch, batchOf(b), at) * k * n;
    return Array.from({ length: k }, (_, p) =>
      product(
        valueOf(site, 0, aStart + (attributes.transposeA ? p * m + i : i * k + p)),
        valueOf(site, 1, bStart + (attributes.transposeB ? j * k + p : p * n + j)),
      ),
    );
  },
  termCount: ([a, b], _, attributes) => sizesOf(a!, b!, attributes).k,
  backward({ transposeA, transposeB }, [a, b]) {
    const toA = transposeA
      ? step(0, 1, 'gradient', transposeB, true)
      : step(0, 'gradient', 1, false, !transposeB);
    if (!transposeA && b!.length === 2 && a!.length > 2) return [toA, overRows(transposeB)];
    const toB = transposeB
      ? step(1, 'gradient', 0, true, transposeA)
      : step(1, 0, 'gradient', !transposeA, false);
    return [toA, toB];
  },
};

/** ∂E/∂b of one matrix b that all rows of a are multiplied with: summed over the rows at once. */
function overRows(transposeB: boolean): BackwardStep {
  const reads: Operand[] = transposeB ? ['gradient', 0] : [0, 'gradient'];
  return { to: 1, primitive: 'linear_grad_weight', attributes: {}, reads };
}

function step(
  to: number,
  a: Operand,
  b: Operand,
  transposeA: boolean,
  transposeB: boolean,
): BackwardStep {
  return { to, primitive: 'matmul', attributes: { transposeA, transposeB }, reads: [a, b] };
}

function sizesOf(a: Shape, b: Shape, { transposeA, transposeB }: Attributes): Sizes {
  const [k, m] = transposeA ? [a.at(-2)!, a.at(-1)!] : [a.at(-1)!, a.at(-2)!];
  return { m, n: b.at(transposeB ? -2 : -1)!, k };
}

function batchOf(shape: Shape): Shape {
  return shape.slice(0, -2);
}

/** Where each matrix of a broadcast batch begins, `size` elements a matrix. */
function begins(batch: Shape, own: Shape, size: number): Int32Array {
  return Int32Array.from(
    { length: elementCount(batch) },
    (_, index) => broadcastIndex(batch, own, index) * size,
  );
}
