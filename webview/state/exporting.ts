/** Exports: pictures and clips of what the panel shows, drawn by the same functions at the asked size. */
import * as l10n from '@vscode/l10n';
import { explain } from '../../src/core/explain';
import { networkScene } from '../../src/core/scene';
import { placeAt, secondsAt, timeAtSeconds } from '../../src/core/timeline';
import type { Phase } from '../../src/core/autodiff/program';
import type { Timeline } from '../../src/core/timeline/timeline';
import type { ExportRequest, HostMessage } from '../../src/protocol/messages';
import type { Bridge } from '../bridge/bridge';
import { exportClip, exportFrame, type Clip, type Picture } from '../export';
import { whenLoaded } from './loaded';
import type { PanelModel } from './model';
import { explainRequest, sceneRequest } from './select';
import type { Store } from './store';
import { stretch } from './stretch';

type ClipRequest = Extract<ExportRequest, { kind: 'clip' }>;
type ExportMessage = Extract<HostMessage, { type: 'export' }>;

/** Answers the host's export messages. */
export class Exporter {
  private readonly running = new Map<number, AbortController>();

  constructor(
    private readonly store: Store<PanelModel>,
    private readonly bridge: Bridge,
  ) {}

  /** Draws a file from the panel as it is now; what happens to the panel meanwhile does not matter. */
  async start({ id, request }: ExportMessage): Promise<void> {
    const { bridge } = this;
    const abort = new AbortController();
    this.running.set(id, abort);
    try {
      await whenLoaded(this.store, abort.signal);
      abort.signal.throwIfAborted();
      const bytes = await this.draw(request, abort.signal, (done, total) =>
        bridge.post({ type: 'exportProgress', id, done, total }),
      );
      abort.signal.throwIfAborted();
      bridge.post({ type: 'exportDone', id, bytes });
    } catch (error) {
      const message = abort.signal.aborted
        ? l10n.t('The export was cancelled.')
        : error instanceof Error
          ? error.message
          : String(error);
      bridge.post({ type: 'exportFailed', id, message });
    } finally {
      this.running.delete(id);
    }
  }

  /** Gives up an export. */
  cancel(id: number): void {
    this.running.get(id)?.abort();
  }

  private draw(
    request: ExportRequest,
    signal: AbortSignal,
    onProgress: (done: number, total: number) => void,
  ): Promise<Uint8Array> {
    const model = forExport(this.store.get());
    if (model.plan && !model.run) {
      throw new Error(l10n.t('The network has not been run yet. Run it in the panel first.'));
    }
    if (!model.run) throw new Error(l10n.t('There is no network to export yet.'));
    if (request.kind === 'frame') return exportFrame(pictureAt(model, model.time), request);
    return exportClip(clipOf(model, model.run.timeline, request), { signal, onProgress });
  }
}

/** Nothing of the pointer and of what is still moving belongs into a file; the whole network does. */
function forExport(model: PanelModel): PanelModel {
  return { ...model, hover: null, opening: {}, camera: null, still: false };
}

/** The picture of a moment. */
function pictureAt(model: PanelModel, time: number): Picture {
  const at = { ...model, time };
  const phase = model.run && placeAt(model.run.timeline, time).beat?.phase;
  return {
    sceneFor: (width, height) => networkScene(sceneRequest(at, { width, height })!),
    explanation: explain(explainRequest(at)!),
    theme: model.theme,
    accent: phase ? accentOf(phase, model) : undefined,
  };
}

function accentOf(phase: Phase, { theme }: PanelModel): number {
  return phase === 'loss' ? theme.scene.error : theme.scene[phase];
}

/** The clip of a stretch of the timeline, as long as it plays in the panel, with a last frame at its very end. */
function clipOf(model: PanelModel, timeline: Timeline, request: ClipRequest): Clip {
  const { framesPerSecond, width, height } = request;
  const { grain, speed } = model;
  const [first, last] = stretch(timeline, request.range, model.time);
  const start = secondsAt(timeline, first, grain);
  const seconds = (secondsAt(timeline, last, grain) - start) / speed;
  const frames = Math.ceil(seconds * framesPerSecond) + 1;
  return {
    size: { width, height },
    frames,
    framesPerSecond,
    pictureAt: (frame) => {
      const played = start + (frame / framesPerSecond) * speed;
      const time = frame === frames - 1 ? last : timeAtSeconds(timeline, played, grain);
      return pictureAt(model, Math.min(time, last));
    },
  };
}
