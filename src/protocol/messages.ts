/**
 * Every message between the extension host and the page of a panel: one union per direction. Snapshots, never deltas.
 * Run-time validation of both unions is in `validate.ts`.
 */
import type { ModelGraph } from '../core/model/graph';
import type { SourceRange } from '../core/model/range';
import { withInfinities } from './numbers';
import type { PanelState } from './state';

/** Commands of the palette and the keyboard that the page carries out. */
export const PANEL_COMMANDS = [
  'stepForward',
  'stepBack',
  'playOrPause',
  'reset',
  'goToBackward',
  'first',
  'last',
  'checkGradients',
] as const;
export type PanelCommand = (typeof PANEL_COMMANDS)[number];

/** What the page shows: the model as last understood, and what is wrong with the file since then. */
export interface Snapshot {
  /** Grows by one with every snapshot of this panel. */
  readonly revision: number;
  readonly uri: string;
  readonly fileName: string;
  /** All models of the file, in its order, so that another one can be chosen. */
  readonly models: readonly ModelChoice[];
  /** The last good graph of the chosen model; null when the file never gave one. */
  readonly graph: ModelGraph | null;
  /** Set when the file no longer matches `graph`: the first error with its one-based line. */
  readonly stale: { readonly message: string; readonly range: SourceRange } | null;
  readonly problems: { readonly errors: number; readonly warnings: number };
  /** How the chosen model would be made and fed, where there is no graph of it because that fails. */
  readonly invocation?: string;
  readonly settings: PageSettings;
}

/** A model of a file that holds several. */
export interface ModelChoice {
  readonly name: string;
  readonly complete: boolean;
}

/** Settings that the page obeys. */
export interface PageSettings {
  /** Layers wider than this are collapsed. */
  readonly maxUnits: number;
  /** Playback speed for new panels, 1 = normal. */
  readonly speed: number;
  /** `auto` follows the operating system and the editor. */
  readonly reducedMotion: 'auto' | 'on' | 'off';
  /** A training step that is expected to take more is run only when asked for. */
  readonly limits: { readonly seconds: number; readonly megabytes: number };
}

/** What to draw into a file. Sizes in pixels, independent of the panel's. */
export type ExportRequest =
  | { readonly kind: 'frame'; readonly width: number; readonly height: number }
  | {
      readonly kind: 'clip';
      readonly width: number;
      readonly height: number;
      readonly framesPerSecond: number;
      /** Which part of the training step: `all`, one phase, or what is from the current place on. */
      readonly range: 'all' | 'forward' | 'loss' | 'backward' | 'update' | 'fromHere';
    };

export type HostMessage =
  /** The document as it is now; sent on `ready` and after every edit. */
  | { readonly type: 'snapshot'; readonly snapshot: Snapshot }
  /** Do what a key or the palette asked for. */
  | { readonly type: 'command'; readonly command: PanelCommand }
  /** Draw a file; answered by `exportDone` or `exportFailed` with the same id. */
  | { readonly type: 'export'; readonly id: number; readonly request: ExportRequest }
  /** Give up the export with this id. */
  | { readonly type: 'cancelExport'; readonly id: number }
  /** Texts in the editor's language, English text → translation. Sent before the first snapshot. */
  | { readonly type: 'texts'; readonly bundle: Readonly<Record<string, string>> }
  /** The document was deleted or can no longer be read. */
  | { readonly type: 'gone'; readonly fileName: string };

/** A message as it is handed to the editor, which sends it as JSON: what JSON lacks is written as text. */
export function toWire(message: HostMessage): unknown {
  if (message.type !== 'snapshot') return message;
  const { snapshot } = message;
  const { graph } = snapshot;
  if (!graph) return message;
  const nodes = graph.nodes.map((node) => ({ ...node, op: withInfinities(node.op) }));
  const initialization = withInfinities(graph.initialization);
  const data = withInfinities(graph.data);
  return {
    type: 'snapshot',
    snapshot: { ...snapshot, graph: { ...graph, nodes, initialization, data } },
  };
}

export type PageMessage =
  /** The page listens; send texts and a snapshot. */
  | { readonly type: 'ready' }
  /** The line of the current beat, to be marked in the editor; null for none. */
  | { readonly type: 'beat'; readonly range: SourceRange | null }
  /** Show this place in the editor; the keyboard goes there only when asked, so that keys meant for the panel never edit the file. */
  | { readonly type: 'reveal'; readonly range: SourceRange; readonly takeFocus: boolean }
  /** Show another model of the file. */
  | { readonly type: 'chooseModel'; readonly name: string }
  /** Ask how the shown model is made and fed, and show it so. */
  | { readonly type: 'changeInvocation' }
  /** A button of the page asks for the export command, with its questions. */
  | { readonly type: 'askExport'; readonly kind: 'frame' | 'clip' }
  | {
      readonly type: 'exportProgress';
      readonly id: number;
      readonly done: number;
      readonly total: number;
    }
  | { readonly type: 'exportDone'; readonly id: number; readonly bytes: Uint8Array }
  | { readonly type: 'exportFailed'; readonly id: number; readonly message: string }
  /** Where the person looks; kept for when the panel is closed and opened again. */
  | { readonly type: 'state'; readonly state: PanelState }
  /** Something went wrong in the page; goes to the log. */
  | { readonly type: 'failure'; readonly message: string };
