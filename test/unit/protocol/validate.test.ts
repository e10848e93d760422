/** What crosses the bridge or survives a reload is accepted when it is right and refused when it is not. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PANEL_COMMANDS } from '../../../src/protocol/messages';
import type { ExportRequest, HostMessage, PageMessage } from '../../../src/protocol/messages';
import type { PanelState } from '../../../src/protocol/state';
import {
  parseHostMessage,
  parsePageMessage,
  parsePanelState,
} from '../../../src/protocol/validate';
import { changed, RANGE, smallGraph, snapshotOf } from './support';

const CLIP: ExportRequest = {
  kind: 'clip',
  width: 800,
  height: 600,
  framesPerSecond: 20,
  range: 'fromHere',
};

const HOST_MESSAGES: readonly HostMessage[] = [
  snapshotOf(smallGraph()),
  snapshotOf(null),
  ...PANEL_COMMANDS.map((command) => ({ type: 'command', command }) as const),
  { type: 'export', id: 1, request: { kind: 'frame', width: 1280, height: 720 } },
  { type: 'export', id: 2, request: CLIP },
  { type: 'cancelExport', id: 2 },
  { type: 'texts', bundle: { Loss: 'Verlust' } },
  { type: 'gone', fileName: 'xor.backprop.yaml' },
];

const PAGE_MESSAGES: readonly PageMessage[] = [
  { type: 'ready' },
  { type: 'beat', range: RANGE },
  { type: 'beat', range: null },
  { type: 'reveal', range: RANGE, takeFocus: false },
  { type: 'askExport', kind: 'clip' },
  { type: 'exportProgress', id: 1, done: 3, total: 90 },
  { type: 'exportDone', id: 1, bytes: new Uint8Array([1, 2, 3]) },
  { type: 'exportFailed', id: 1, message: 'No WebGL.' },
  { type: 'failure', message: 'No worker.' },
];

const STATE: PanelState = {
  version: 1,
  uri: 'file:///xor.backprop.yaml',
  model: null,
  view: 'network',
  step: 61,
  time: 14.5,
  grain: 'operation',
  sample: 1,
  speed: 0.5,
  camera: { x: 1, y: -2, scale: 30 },
  closed: ['hidden'],
  showLabels: true,
  showNumbers: true,
  showBiases: false,
  showErrors: true,
  explanationFolded: false,
};

/** Fields that states of earlier versions do not have. */
const ADDED = new Set(['model']);

/** Paths of all fields that are not inside an array. */
function fields(object: object, prefix = ''): string[] {
  return Object.entries(object).flatMap(([key, value]: [string, unknown]) => {
    const nested = typeof value === 'object' && value !== null && !ArrayBuffer.isView(value);
    const inside = nested && !Array.isArray(value) ? fields(value, `${prefix}${key}.`) : [];
    return [`${prefix}${key}`, ...inside];
  });
}

describe.each([
  ['host', HOST_MESSAGES, parseHostMessage],
  ['page', PAGE_MESSAGES, parsePageMessage],
  ['state', [STATE, { ...STATE, camera: null }], parsePanelState],
] as const)('%s', (_, valid, parse) => {
  it.each(valid.map((message) => [JSON.stringify(message).slice(0, 60), message] as const))(
    'accepts %s unchanged',
    (_, message) => {
      expect(parse(message)).toEqual(message);
    },
  );

  it('refuses a message without any one of its fields', () => {
    for (const message of valid) {
      for (const path of fields(message)) {
        if (path.startsWith('bundle.') || ADDED.has(path)) continue;
        expect(parse(changed(message, path, undefined)), path).toBeNull();
      }
    }
  });

  it('refuses a field of another type', () => {
    for (const message of valid) {
      for (const path of fields(message)) {
        expect(parse(changed(message, path, { odd: true })), path).toBeNull();
      }
    }
  });

  it('refuses junk without throwing', () => {
    fc.assert(
      fc.property(fc.anything({ withTypedArray: true, withNullPrototype: true }), (junk) => {
        expect(parse(junk)).toBeNull();
      }),
    );
  });

  it('never throws and never lets a wrong number through', () => {
    const bad = fc.constantFrom(NaN, Infinity, -Infinity, -1, 0.5, '1', null, [], Symbol.iterator);
    fc.assert(
      fc.property(fc.constantFrom(...valid), fc.nat(), bad, (message, at, value) => {
        const paths = fields(message);
        const path = paths[at % paths.length]!;
        if (typeof value === 'symbol') return;
        const parsed = parse(changed(message, path, value));
        const numbers = parsed ? JSON.stringify(parsed, (_, v: unknown) => badNumber(v)) : '';
        expect(numbers).not.toContain('not finite');
      }),
    );
  });
});

function badNumber(value: unknown): unknown {
  return typeof value === 'number' && !Number.isFinite(value) ? 'not finite' : value;
}

describe('sizes and rates of an export', () => {
  it.each([
    ['width', 0],
    ['width', 1.5],
    ['height', 1e9],
    ['framesPerSecond', 0],
    ['range', 'backwards'],
  ])('are refused with %s %s', (field, value) => {
    const message = { type: 'export', id: 1, request: { ...CLIP, [field]: value } };
    expect(parseHostMessage(message)).toBeNull();
  });
});

describe('a saved state', () => {
  it.each([
    ['version', 2],
    ['uri', 'no scheme'],
    ['time', -1],
    ['grain', 'letter'],
    ['camera', { x: 0, y: 0, scale: 0 }],
    ['closed', [1]],
  ])('is refused with %s %j', (field, value) => {
    expect(parsePanelState({ ...STATE, [field]: value })).toBeNull();
  });
});
