/** What of the panel survives a reload of the window. */
import { STATE_VERSION, type PanelState } from '../../src/protocol/state';
import type { PanelModel } from './model';

/** The state to keep; null while there is nothing worth keeping, so that an earlier page's state is not lost. */
export function panelState(model: PanelModel): PanelState | null {
  const { snapshot, run, display } = model;
  if (!snapshot || !run) return null;
  return {
    version: STATE_VERSION,
    uri: snapshot.uri,
    model: snapshot.models.length > 1 ? run.graph.name : null,
    view: 'network',
    step: run.trace.step,
    time: model.motion?.to ?? model.time,
    grain: model.grain,
    sample: model.sample,
    speed: model.speed,
    camera: model.camera,
    closed: model.closed,
    ...display,
    explanationFolded: model.explanationFolded,
  };
}
