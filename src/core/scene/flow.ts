/** Where the running operation moves numbers in the picture: along which lines, which way, and how much on each. */
import type { Op, TensorId } from '../autodiff/program';
import { ERRORS_COLUMN } from '../layout/layout';
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
  const ofParameter = (wire: Wire): number => moment.value(op.output, wire.weight);

  switch (op.primitive) {
    case 'linear':
      if (bundle.bias !== null) return op.inputs.includes(bundle.parameter!) ? weight : null;
      if (!own || bundle.parameter === null) break;
      return (wire) => weight(wire) * at(bundle.source!, wire.from);
    case 'nll':
      return bundle.link?.to === ERRORS_COLUMN ? (wire) => chosen(frame, op, bundle, wire) : null;
    case 'linear_grad_input':
      if (!own || bundle.parameter === null) break;
      return (wire) => weight(wire) * at(op.inputs[0]!, wire.to);
    case 'linear_grad_weight':
      return own && bundle.parameter !== null ? ofParameter : null;
    case 'linear_grad_bias':
      return bundle.bias !== null && program.gradientOf[bundle.parameter!] === op.output
        ? ofParameter
        : null;
    case 'add':
      if (op.phase !== 'backward') break;
      return program.tensors[op.output]!.of === bundle.source
        ? carried(frame, bundle, op.output)
        : null;
    default:
  }
  return passing(frame, op, bundle);
}

/** What any operation passes along the links that it reads from, or, on the way back, along those that its result belongs to. */
function passing(frame: Frame, op: Op, bundle: Bundle): ((wire: Wire) => number) | null {
  const { link, parameter, source } = bundle;
  const { program } = frame.request.trace;
  if (op.phase === 'update') {
    if (parameter === null || program.updatedOf[parameter] !== op.output) return null;
    return (wire) => stepOf(frame, parameter, op.output, wire.weight);
  }
  if (link === null || source === null || link.nodeId !== op.nodeId) return null;
  if (op.phase !== 'backward')
    return op.inputs.includes(source) ? carried(frame, bundle, source) : null;
  return program.tensors[op.output]!.of === source ? carried(frame, bundle, op.output) : null;
}

/** The numbers of a tensor along the wires from its column; for a whole column only that there are some. */
function carried({ moment }: Frame, bundle: Bundle, tensor: TensorId): (wire: Wire) => number {
  if (bundle.whole) return () => 1;
  return (wire) => moment.value(tensor, moment.elementIndex(tensor, wire.from));
}

/** 1 on the line of the target class, 0 on the others. */
function chosen({ moment }: Frame, op: Op, { link }: Bundle, wire: Wire): number {
  const target = op.inputs[1]!;
  const place = Math.floor((wire.from % link!.block.from) / link!.block.inner);
  return place === moment.value(target, moment.elementIndex(target, wire.to)) ? 1 : 0;
}

/** How much an update moves a weight. */
function stepOf({ moment }: Frame, parameter: TensorId, updated: TensorId, index: number): number {
  return moment.value(updated, index) - moment.value(parameter, index);
}
