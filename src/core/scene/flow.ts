/** Where the running operation moves numbers in the picture: along which lines, which way, and how much on each. */
import type { Op, TensorId } from '../autodiff/program';
import { ERRORS_COLUMN, LOSS_COLUMN } from '../layout/layout';
import type { Frame } from './frame';
import { largestIn } from './scale';
import type { Bundle, Wire } from './wires';

/** The stream along one bundle. */
export interface Flow {
  readonly bundle: Bundle;
  /** 1 from left to right, -1 from right to left. */
  readonly direction: 1 | -1;
  /** What each wire carries, in the order of the bundle's wires. */
  readonly amounts: readonly number[];
  readonly largest: number;
  /** Part of the way that is travelled: gradients that meet only come the last stretch. */
  readonly from: number;
}

/** The streams of the running operation, by bundle key; empty when nothing runs. */
export function flowsOf(frame: Frame, bundles: readonly Bundle[]): ReadonlyMap<string, Flow> {
  const { op } = frame.moment;
  const flows = new Map<string, Flow>();
  if (op === null) return flows;
  for (const bundle of bundles) {
    const amount = amountOn(frame, op, bundle);
    if (amount === null) continue;
    const amounts = bundle.wires.map(amount);
    const meeting = op.phase === 'backward' && op.primitive === 'add';
    flows.set(bundle.key, {
      bundle,
      direction: op.phase === 'backward' ? -1 : 1,
      amounts,
      largest: largestIn(amounts),
      from: meeting ? 0.6 : 0,
    });
  }
  return flows;
}

/** What a wire of the bundle carries in this operation; null when the operation does not pass through the bundle. */
function amountOn(frame: Frame, op: Op, bundle: Bundle): ((wire: Wire) => number) | null {
  const { moment } = frame;
  const { program } = frame.request.trace;
  const own = bundle.link?.nodeId === op.nodeId;
  const at = (tensor: TensorId, place: number): number =>
    moment.value(tensor, moment.elementIndex(tensor, place));
  const weight = (wire: Wire): number => moment.value(bundle.parameter!, wire.weight);
  const sent = (wire: Wire): number => at(bundle.source!, wire.from);
  const written = (wire: Wire): number => at(op.output, wire.from);
  const ofParameter = (wire: Wire): number => moment.value(op.output, wire.weight);

  switch (op.primitive) {
    case 'linear':
      if (bundle.bias !== null) return op.inputs.includes(bundle.parameter!) ? weight : null;
      return own ? (wire) => weight(wire) * sent(wire) : null;
    case 'elementwise':
    case 'softmax':
    case 'log_softmax':
    case 'concat':
      return own ? sent : null;
    case 'pointwise_loss':
    case 'cross_entropy':
      return bundle.link?.to === ERRORS_COLUMN ? sent : null;
    case 'nll':
      return bundle.link?.to === ERRORS_COLUMN
        ? (wire) => (wire.from % bundle.link!.block.from === at(op.inputs[1]!, wire.to) ? 1 : 0)
        : null;
    case 'reduce':
      return bundle.link?.to === LOSS_COLUMN ? sent : null;
    case 'reduce_grad':
      return bundle.link?.to === LOSS_COLUMN ? written : null;
    case 'pointwise_loss_grad':
    case 'nll_grad':
    case 'cross_entropy_grad':
      return bundle.link?.to === ERRORS_COLUMN ? written : null;
    case 'linear_grad_input':
      return own ? (wire) => weight(wire) * at(op.inputs[0]!, wire.to) : null;
    case 'linear_grad_weight':
      return own ? ofParameter : null;
    case 'linear_grad_bias':
      return bundle.bias !== null && program.gradientOf[bundle.parameter!] === op.output
        ? ofParameter
        : null;
    case 'elementwise_grad':
    case 'softmax_grad':
    case 'log_softmax_grad':
      return own ? written : null;
    case 'reshape':
      if (op.phase === 'forward') return own ? sent : null;
      return own ? written : null;
    case 'copy':
    case 'slice':
      return own && program.tensors[op.output]!.of === bundle.source ? written : null;
    case 'add':
      if (op.phase === 'forward') return own ? sent : null;
      return program.tensors[op.output]!.of === bundle.source ? written : null;
    case 'sgd':
      return bundle.parameter === op.inputs[0]
        ? (wire) => moment.value(op.inputs[1]!, wire.weight)
        : null;
    case 'one':
      return null;
  }
}
