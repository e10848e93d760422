/** Whether a value is already there at a moment. */
import type { TensorId } from '../autodiff/program';
import type { ElementRef } from '../autodiff/trace';
import { placeAt, shownElements, termsDone } from '../timeline';
import { sampleOf, type ExplainRequest } from './request';

/** True when the operation that writes the tensor is done. */
export function isTensorComputed(request: ExplainRequest, tensor: TensorId): boolean {
  const { birth } = request.trace.program.tensors[tensor]!;
  const { beat, local } = placeAt(request.timeline, request.time);
  if (birth < 0) return true;
  return beat !== null && (birth < beat.index || (birth === beat.index && local === 1));
}

/** True when the element is there; walking term by term, elements of the shown sample appear one after another. */
export function isComputed(request: ExplainRequest, { tensor, index }: ElementRef): boolean {
  if (isTensorComputed(request, tensor)) return true;
  const { program } = request.trace;
  const { beat, local } = placeAt(request.timeline, request.time);
  if (request.grain !== 'term' || beat?.writes !== tensor) return false;
  const run = shownElements(program, program.ops[beat.index]!, sampleOf(request));
  const place = run.placeOf(index);
  if (place < 0) return false;
  return termsDone(beat, local) >= (place + 1) * (beat.terms / run.count);
}
