/** What survives a reload of the window: where the person looks, not what was computed. Small and versioned. */
import type { Grain } from '../core/timeline/timeline';

export const STATE_VERSION = 1;

export interface PanelState {
  readonly version: typeof STATE_VERSION;
  /** The document. */
  readonly uri: string;
  /** Name of the model, in files that hold several; null for the first. */
  readonly model: string | null;
  readonly view: 'network';
  /** Training step, from 0. */
  readonly step: number;
  /** Place in the timeline, in beats. */
  readonly time: number;
  readonly grain: Grain;
  readonly sample: number;
  readonly speed: number;
  /** Null while the picture is fitted to the panel. */
  readonly camera: { readonly x: number; readonly y: number; readonly scale: number } | null;
  /** Columns drawn closed (one circle a neuron). */
  readonly closed: readonly string[];
  readonly showLabels: boolean;
  readonly showNumbers: boolean;
  readonly showBiases: boolean;
  readonly showErrors: boolean;
  readonly explanationFolded: boolean;
}
