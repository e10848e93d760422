/** Operations that only move numbers: every number of the output is one of the first input. */
import type { LayerOp, OpType } from './ops';

/** Every number of the input comes out, maybe elsewhere. */
const REARRANGING: ReadonlySet<OpType> = new Set([
  'flatten',
  'reshape',
  'permute',
  'expand',
  'repeat',
  'flip',
  'roll',
  'pixel_shuffle',
  'pixel_unshuffle',
]);

/** Some numbers of the input come out. */
const PICKING: ReadonlySet<OpType> = new Set(['index', 'index_select', 'gather']);

/** True when every number of the only input comes out, and no others. */
export function rearranges(op: LayerOp): boolean {
  const isIdentity = op.type === 'elementwise' && op.function.fn === 'identity';
  return isIdentity || REARRANGING.has(op.type);
}

/** True when nothing comes out but numbers of the first input. */
export function onlyMoves(op: LayerOp): boolean {
  return rearranges(op) || PICKING.has(op.type);
}
