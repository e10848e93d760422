/** Which part of a training step a clip shows: a pure function. */
import { endOf } from '../../src/core/timeline';
import type { Timeline } from '../../src/core/timeline/timeline';
import type { ExportRequest } from '../../src/protocol/messages';

type ClipRequest = Extract<ExportRequest, { kind: 'clip' }>;

/** From where to where a clip goes, in beats. */
export function stretch(
  timeline: Timeline,
  range: ClipRequest['range'],
  time: number,
): readonly [number, number] {
  switch (range) {
    case 'all':
      return [0, endOf(timeline)];
    case 'fromHere':
      return [time, endOf(timeline)];
    case 'forward':
    case 'loss':
    case 'backward':
    case 'update': {
      const span = timeline.phases.find(({ phase }) => phase === range);
      return span ? [span.start, span.end] : [time, time];
    }
  }
}
