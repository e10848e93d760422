/** From a program to its timeline: one beat per operation, grouped into phases and layers. */
import { termsPerElement } from '../autodiff';
import type { Op, Program, TensorId } from '../autodiff/program';
import { shownElements } from './elements';
import { SECONDS, SHORTEST, UNHURRIED } from './pace';
import type { Beat, Span, Timeline } from './timeline';

/** Builds the timeline of one training step. */
export function buildTimeline(program: Program): Timeline {
  const freed = lastReads(program);
  const beats = program.ops.map((op) => beatOf(program, op, freed.get(op.index) ?? []));
  const layers = spansOf(beats, (a, b) => a.phase === b.phase && a.nodeId === b.nodeId);
  return {
    beats: layers.flatMap((span) => quickened(beats.slice(span.start, span.end))),
    phases: spansOf(beats, (a, b) => a.phase === b.phase).map((s) => ({ ...s, nodeId: null })),
    layers,
  };
}

function beatOf(program: Program, op: Op, frees: readonly TensorId[]): Beat {
  return {
    index: op.index,
    phase: op.phase,
    nodeId: op.nodeId,
    reads: op.inputs,
    writes: op.output,
    frees,
    terms: Math.max(1, shownElements(program, op, 0).count * termsPerElement(program, op)),
    seconds: SECONDS[op.primitive],
  };
}

/** The beats of a layer; of one that takes very many, each is shorter. */
function quickened(beats: readonly Beat[]): readonly Beat[] {
  if (beats.length <= UNHURRIED) return beats;
  const share = UNHURRIED / beats.length;
  return beats.map((beat) => ({ ...beat, seconds: Math.max(SHORTEST, share * beat.seconds) }));
}

/** Tensors by the operation after which they are not needed any more. */
function lastReads(program: Program): Map<number, TensorId[]> {
  const freed = new Map<number, TensorId[]>();
  for (const tensor of program.tensors) {
    const known = freed.get(tensor.death);
    if (known) known.push(tensor.id);
    else freed.set(tensor.death, [tensor.id]);
  }
  return freed;
}

function spansOf(beats: readonly Beat[], together: (a: Beat, b: Beat) => boolean): Span[] {
  const spans: Span[] = [];
  let start = 0;
  for (let end = 1; end <= beats.length; end += 1) {
    const first = beats[start]!;
    const next = beats[end];
    if (next && together(first, next)) continue;
    spans.push({ start, end, phase: first.phase, nodeId: first.nodeId });
    start = end;
  }
  return spans;
}
