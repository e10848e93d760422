import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Hit } from '../../../src/core/scene/scene';
import { lossCurve, stepAt } from '../../../webview/controls/curve';
import { keyAction, type Key } from '../../../webview/controls/keys';
import { fittingLabels } from '../../../webview/controls/labels';
import { pick } from '../../../webview/controls/pick';
import { stretch } from '../../../webview/state/stretch';
import { paced } from '../../../webview/state/timers';
import { panelWith } from './support';

function key(name: string, change: Partial<Key> = {}): Key {
  return { key: name, shiftKey: false, ctrlKey: false, altKey: false, metaKey: false, ...change };
}

/** Enough of an element for the key map. */
function focused(tagName: string, role: string | null = null): Element {
  return { tagName, getAttribute: () => role } as unknown as Element;
}

describe('keys', () => {
  it('do what the list of keys says', () => {
    const actions = [
      'ArrowRight',
      'ArrowLeft',
      ' ',
      'r',
      'R',
      'Home',
      'End',
      'b',
      'g',
      '+',
      '-',
      '0',
      '?',
    ];
    expect(actions.map((name) => keyAction(key(name), null))).toEqual([
      'forward',
      'back',
      'playOrPause',
      'reset',
      'reset',
      'first',
      'last',
      'backward',
      'grain',
      'zoomIn',
      'zoomOut',
      'fit',
      'help',
    ]);
    expect(keyAction(key('ArrowRight', { shiftKey: true }), null)).toBe('coarseForward');
    expect(keyAction(key('ArrowLeft', { shiftKey: true }), null)).toBe('coarseBack');
    expect(keyAction(key('?', { shiftKey: true }), null)).toBe('help');
  });

  it('with Ctrl, Alt or Meta are left to the editor', () => {
    for (const modifier of ['ctrlKey', 'altKey', 'metaKey'] as const) {
      expect(keyAction(key('b', { [modifier]: true }), null)).toBeNull();
    }
  });

  it('are not taken from the control that has the focus', () => {
    expect(keyAction(key('r'), focused('INPUT'))).toBeNull();
    expect(keyAction(key('ArrowLeft'), focused('VSCODE-DROPDOWN'))).toBeNull();
    expect(keyAction(key(' '), focused('VSCODE-BUTTON'))).toBeNull();
    expect(keyAction(key('ArrowLeft'), focused('DIV', 'slider'))).toBeNull();
    expect(keyAction(key('ArrowLeft'), focused('VSCODE-BUTTON'))).toBe('back');
    expect(keyAction(key('b'), focused('DIV', 'slider'))).toBe('backward');
  });
});

describe('labels along a line', () => {
  it('are shown when they fit, heavier ones first', () => {
    const labels = [
      { at: 20, width: 30, weight: 1 },
      { at: 40, width: 30, weight: 5 },
      { at: 100, width: 30, weight: 1 },
      { at: 195, width: 30, weight: 9 },
    ];
    expect(fittingLabels(labels, 200)).toEqual([false, true, true, false]);
  });

  it('never touch and never leave the line', () => {
    const label = fc.record({
      at: fc.integer({ min: 0, max: 400 }),
      width: fc.integer({ min: 5, max: 120 }),
      weight: fc.nat(5),
    });
    fc.assert(
      fc.property(fc.array(label, { maxLength: 20 }), (labels) => {
        const shown = labels.filter((_, i) => fittingLabels(labels, 400)[i]);
        const sorted = [...shown].sort((a, b) => a.at - b.at);
        sorted.forEach((each, i) => {
          expect(each.at - each.width / 2).toBeGreaterThanOrEqual(0);
          expect(each.at + each.width / 2).toBeLessThanOrEqual(400);
          const next = sorted[i + 1];
          if (next) expect(each.at + each.width / 2).toBeLessThan(next.at - next.width / 2);
        });
      }),
    );
  });
});

describe('the loss curve', () => {
  it('runs from left to right within the chart, high losses on top', () => {
    const { points, at } = lossCurve([1, 0.5, 0.25], 100, 30);
    expect(points.map(({ x }) => x)).toEqual([4, 50, 96]);
    expect(at(0)!.y).toBe(4);
    expect(at(2)!.y).toBe(26);
  });

  it('keeps the extremes of many steps', () => {
    const losses = Array.from({ length: 5000 }, (_, i) => (i === 777 ? 9 : 1 / (i + 1)));
    const { points } = lossCurve(losses, 100, 30);
    expect(points.length).toBeLessThanOrEqual(204);
    expect(Math.min(...points.map(({ y }) => y))).toBe(4);
  });

  it('leaves out what is not a number', () => {
    const { points, at } = lossCurve([1, NaN, Infinity, 2], 100, 30);
    expect(points).toHaveLength(2);
    expect(at(1)).toBeNull();
  });

  it('finds the step under the pointer', () => {
    const losses = [5, 4, 3, 2, 1];
    fc.assert(
      fc.property(fc.nat(4), (step) => {
        expect(stepAt(lossCurve(losses, 150, 36).at(step)!.x, losses, 150)).toBe(step);
      }),
    );
    expect(stepAt(-10, losses, 150)).toBe(0);
    expect(stepAt(999, losses, 150)).toBe(4);
  });
});

describe('choosing by arrow keys', () => {
  const disc = (tensor: number, x: number, y: number): Hit => ({
    shape: 'disc',
    x,
    y,
    radius: 10,
    target: { kind: 'element', element: { tensor, index: 0 } },
  });
  const hits: Hit[] = [
    { shape: 'box', x: 0, y: 0, width: 9, height: 9, target: { kind: 'layer', nodeId: 'a' } },
    disc(1, 0, 0),
    disc(2, 0, 100),
    disc(3, 200, 10),
    { shape: 'segment', x0: 0, y0: 0, x1: 200, y1: 10, reach: 4, target: disc(4, 0, 0).target },
  ];

  it('starts at the top left', () => {
    expect(pick(hits, null, 'down')).toEqual({ tensor: 1, index: 0 });
  });

  it('goes to the nearest in a direction, edges included', () => {
    expect(pick(hits, { tensor: 1, index: 0 }, 'down')).toEqual({ tensor: 2, index: 0 });
    expect(pick(hits, { tensor: 1, index: 0 }, 'right')).toEqual({ tensor: 4, index: 0 });
    expect(pick(hits, { tensor: 4, index: 0 }, 'right')).toEqual({ tensor: 3, index: 0 });
    expect(pick(hits, { tensor: 3, index: 0 }, 'right')).toBeNull();
  });
});

it('takes the asked stretch of the timeline for a clip', () => {
  const { timeline } = panelWith().run!;
  const [first, , third] = timeline.phases;
  expect(stretch(timeline, 'all', 3)).toEqual([0, timeline.beats.length]);
  expect(stretch(timeline, 'fromHere', 3)).toEqual([3, timeline.beats.length]);
  expect(stretch(timeline, 'forward', 3)).toEqual([first!.start, first!.end]);
  expect(stretch(timeline, 'backward', 3)).toEqual([third!.start, third!.end]);
});

it('paces work without losing the last request', () => {
  let ring: (() => void) | null = null;
  let done = 0;
  const ask = paced(
    { set: (callback) => ((ring = callback), 1), clear: () => undefined },
    100,
    () => void done++,
  );
  ask();
  ask();
  expect(done).toBe(0);
  ring!();
  expect(done).toBe(1);
  ask();
  ring!();
  expect(done).toBe(2);
});
