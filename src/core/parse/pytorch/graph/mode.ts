/** Layers in another mode than the model around them: a graph has one mode, its operations say what differs from it. */
import type { ModelGraph } from '../../../model/graph';
import type { LayerOp } from '../../../model/ops';
import type { Recorded } from '../tape';

type Mode = ModelGraph['mode'];

/** `train` as soon as one of the layers is: the others are marked. */
export function modeOf(asked: Mode, operations: readonly Recorded[]): Mode {
  return operations.some(({ op, evaluated }) => !evaluated && hasModes(op)) ? 'train' : asked;
}

/** The operation as it is in a graph of this mode. */
export function inMode(
  { op, evaluated }: { op: LayerOp; evaluated: boolean },
  mode: Mode,
): LayerOp {
  if (mode === 'eval' || !evaluated || !hasModes(op)) return op;
  if (op.type === 'batch_norm' || op.type === 'instance_norm') return { ...op, evaluated: true };
  return op.type === 'dropout' ? { ...op, p: 0 } : ({ ...op, dropout: 0 } as LayerOp);
}

/** True for what differs between the modes. */
function hasModes(op: Recorded['op']): boolean {
  switch (op.type) {
    case 'batch_norm':
    case 'instance_norm':
      return op.trackRunningStats;
    case 'dropout':
      return op.p > 0;
    case 'recurrent':
    case 'attention':
    case 'multihead_attention':
      return op.dropout > 0;
    default:
      return false;
  }
}
