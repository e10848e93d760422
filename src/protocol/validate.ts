/** Run-time validation of everything that crosses the bridge or survives a reload: unknown in, typed or null out. */
import * as v from 'valibot';
import { GRAINS } from '../core/timeline/timeline';
import { graph, range } from './graph-schema';
import { PANEL_COMMANDS } from './messages';
import type { HostMessage, PageMessage } from './messages';
import { count, finite, index } from './numbers';
import { STATE_VERSION } from './state';
import type { PanelState } from './state';

const text = v.string();
const positive = v.pipe(finite, v.gtValue(0));
const pixels = v.pipe(index, v.minValue(1), v.maxValue(16_384));

const snapshot = v.object({
  revision: index,
  uri: text,
  fileName: text,
  models: v.array(v.object({ name: text, complete: v.boolean() })),
  graph: v.nullable(graph),
  invocation: v.exactOptional(text),
  stale: v.nullable(v.object({ message: text, range })),
  problems: v.object({ errors: index, warnings: index }),
  settings: v.object({
    maxUnits: count,
    speed: positive,
    reducedMotion: v.picklist(['auto', 'on', 'off']),
    limits: v.object({ seconds: positive, megabytes: positive }),
  }),
});

const exportRequest = v.variant('kind', [
  v.object({ kind: v.literal('frame'), width: pixels, height: pixels }),
  v.object({
    kind: v.literal('clip'),
    width: pixels,
    height: pixels,
    framesPerSecond: v.pipe(finite, v.gtValue(0), v.maxValue(100)),
    range: v.picklist(['all', 'forward', 'loss', 'backward', 'update', 'fromHere']),
  }),
]);

const hostMessage: v.GenericSchema<unknown, HostMessage> = v.variant('type', [
  v.object({ type: v.literal('snapshot'), snapshot }),
  v.object({ type: v.literal('command'), command: v.picklist(PANEL_COMMANDS) }),
  v.object({ type: v.literal('export'), id: index, request: exportRequest }),
  v.object({ type: v.literal('cancelExport'), id: index }),
  v.object({ type: v.literal('texts'), bundle: v.record(text, text) }),
  v.object({ type: v.literal('gone'), fileName: text }),
]);

const panelState: v.GenericSchema<unknown, PanelState> = v.object({
  version: v.literal(STATE_VERSION),
  uri: v.pipe(text, v.regex(/^[a-z][a-z0-9+.-]*:/i)),
  model: v.optional(v.nullable(text), null),
  view: v.literal('network'),
  step: index,
  time: v.pipe(finite, v.minValue(0)),
  grain: v.picklist(GRAINS),
  sample: index,
  speed: positive,
  camera: v.nullable(v.object({ x: finite, y: finite, scale: positive })),
  closed: v.array(text),
  showLabels: v.boolean(),
  showNumbers: v.boolean(),
  showBiases: v.boolean(),
  showErrors: v.boolean(),
  explanationFolded: v.boolean(),
});

const pageMessage: v.GenericSchema<unknown, PageMessage> = v.variant('type', [
  v.object({ type: v.literal('ready') }),
  v.object({ type: v.literal('beat'), range: v.nullable(range) }),
  v.object({ type: v.literal('reveal'), range, takeFocus: v.boolean() }),
  v.object({ type: v.literal('chooseModel'), name: text }),
  v.object({ type: v.literal('changeInvocation') }),
  v.object({ type: v.literal('askExport'), kind: v.picklist(['frame', 'clip']) }),
  v.object({ type: v.literal('exportProgress'), id: index, done: index, total: index }),
  v.object({ type: v.literal('exportDone'), id: index, bytes: v.instance(Uint8Array) }),
  v.object({ type: v.literal('exportFailed'), id: index, message: text }),
  v.object({ type: v.literal('state'), state: panelState }),
  v.object({ type: v.literal('failure'), message: text }),
]);

/** A message from the host; null when it is none. */
export function parseHostMessage(message: unknown): HostMessage | null {
  return parse(hostMessage, message);
}

/** A message from the page; null when it is none. */
export function parsePageMessage(message: unknown): PageMessage | null {
  return parse(pageMessage, message);
}

/** A state that the page saved before a reload; null when it is none or of another version. */
export function parsePanelState(state: unknown): PanelState | null {
  return parse(panelState, state);
}

function parse<T>(schema: v.GenericSchema<unknown, T>, input: unknown): T | null {
  const result = v.safeParse(schema, input, { abortEarly: true });
  return result.success ? result.output : null;
}
