/** What is selected and what is under the pointer, as the unit or the edge that shows it. */
import type { TensorId } from '../autodiff/program';
import type { ElementRef } from '../autodiff/trace';
import type { Frame } from './frame';

/** An element that is marked, with the tensor that stands for it in the picture. */
export interface Mark {
  /** The activation or parameter; for gradients and updated values the one that they belong to. */
  readonly tensor: TensorId;
  readonly index: number;
  readonly kind: 'selection' | 'hover';
}

/** The marks of a frame, the hovered one first. */
export function marksOf({ request }: Frame): Mark[] {
  const marks: Mark[] = [];
  const mark = (ref: ElementRef | null, kind: Mark['kind']): void => {
    const tensor = ref === null ? undefined : request.trace.program.tensors[ref.tensor];
    if (ref === null || tensor === undefined) return;
    const shown = tensor.of ?? tensor.id;
    if (marks.some((other) => other.tensor === shown && other.index === ref.index)) return;
    marks.push({ tensor: shown, index: ref.index, kind });
  };
  mark(request.hover, 'hover');
  mark(request.selection, 'selection');
  return marks;
}

/** The mark on this element, if there is one. */
export function markOn(marks: readonly Mark[], tensor: TensorId, index: number): Mark | undefined {
  return marks.find((mark) => mark.tensor === tensor && mark.index === index);
}
