import { describe, expect, it } from 'vitest';
import { networkScene } from '../../../src/core/scene';
import { boxesMeet, labelBox, segmentMeets, uprightBox } from '../../../src/core/scene/metrics';
import { contrast } from '../../../src/core/scene/palette';
import { LINE_STRIDE, type Color, type Label, type Scene } from '../../../src/core/scene/scene';
import type { ModelGraph } from '../../../src/core/model/graph';
import { mlp, xorGraph } from '../../support/graphs';
import { NETWORKS, requestFor, textOf, textsOf, THEMES, timeIn } from './support';

const SIZES = [
  [900, 630],
  [600, 400],
  [400, 300],
  [1400, 900],
  [260, 500],
] as const;

/** What a label stands on: the last full disc under its middle, else the background. */
function groundOf(scene: Scene, label: Label): Color {
  const { x, y } = labelBox(label);
  const under = scene.discs.filter(
    (disc) => disc.fillAlpha === 1 && Math.hypot(disc.x - x, disc.y - y) < disc.radius,
  );
  return under[under.length - 1]?.fill ?? scene.background;
}

describe.each(SIZES)('labels at %i by %i', (width, height) => {
  it.each(Object.entries(NETWORKS))('never overlap and stay in the frame: %s', (_, graph) => {
    const request = requestFor(graph(), { width, height });
    const end = request.timeline.beats.length;
    for (const time of [0, 1, end / 2, end * 0.8 + 0.4, end]) {
      const { labels } = networkScene({ ...request, time });
      const boxes = labels.map(labelBox);
      const clashes = boxes.flatMap((box, i) =>
        boxes
          .slice(i + 1)
          .flatMap((other, j) =>
            boxesMeet(box, other) ? [`${textOf(labels[i]!)} / ${textOf(labels[i + 1 + j]!)}`] : [],
          ),
      );
      expect(clashes).toEqual([]);
      const outside = boxes.filter(
        ({ x, y, halfWidth, cos }) =>
          x < halfWidth * cos || x + halfWidth * cos > width || y < 0 || y > height,
      );
      expect(outside).toEqual([]);
    }
  });
});

describe('headers of nested layers', () => {
  const PATH = 'encoder.blocks.0.attention.';

  /** A chain of layers whose names begin alike. */
  function nested(): ModelGraph {
    const graph = mlp([3, 4, 4, 4, 4, 2]);
    const linear = graph.nodes.filter(({ op }) => op.type === 'linear');
    const nodes = graph.nodes.map((node) =>
      linear.includes(node) ? { ...node, name: `${PATH}part${linear.indexOf(node)}` } : node,
    );
    return { ...graph, nodes };
  }

  it('leave out the modules that they stand in, where there is no room for them', () => {
    const titles = (width: number) =>
      textsOf(networkScene(requestFor(nested(), { width, height: 500 })).labels).filter((text) =>
        text.includes('part'),
      );
    const narrow = titles(500);
    expect(narrow.length).toBeGreaterThan(2);
    for (const title of narrow) expect(`${PATH}part`).toContain(title.replace(/\d( · .*)?$/, ''));
    expect(narrow.some((title) => /^part\d$/.test(title))).toBe(true);
    const wide = titles(4000);
    expect(wide[0]).toContain('attention.part0');
    // All in the same form.
    for (const shown of [narrow, wide]) {
      const starts = shown.map((title) => title.replace(/part\d.*$/, ''));
      expect(new Set(starts).size).toBe(1);
    }
  });
});

it('counts of collapsed columns keep clear of each other and of all circles and dots', () => {
  const scene = networkScene(
    requestFor(mlp([40, 41, 42, 43, 44, 45, 46, 47]), { width: 420, height: 500 }),
  );
  const counts = scene.labels.filter((label) => /^4\d$/.test(textOf(label)));
  expect(counts.length).toBeGreaterThan(0);
  for (const count of counts) {
    const { x, y, halfWidth, halfHeight } = labelBox(count);
    const close = scene.discs.filter(
      (disc) =>
        Math.abs(disc.y - y) < halfHeight + disc.radius &&
        Math.abs(disc.x - x) < halfWidth + disc.radius + 3.9,
    );
    expect(close).toEqual([]);
  }
});

it('numbers never stand on lines', () => {
  for (const graph of [xorGraph(), mlp([2, 3, 2], { output: 'sigmoid' })]) {
    const request = requestFor(graph);
    const scene = networkScene({ ...request, time: request.timeline.beats.length });
    for (const label of scene.labels.filter((candidate) => /^[−\d]/.test(textOf(candidate)))) {
      if (groundOf(scene, label) !== scene.background) continue;
      const box = labelBox(label);
      const crossing = scene.lines.filter(({ data, count }) =>
        Array.from({ length: count }, (_, i) => data.subarray(i * LINE_STRIDE)).some(
          ([x0, y0, x1, y1]) => segmentMeets(box, x0!, y0!, x1!, y1!),
        ),
      );
      expect(crossing, textOf(label)).toEqual([]);
    }
  }
});

describe('contrast', () => {
  it.each(THEMES.map((theme) => [theme.kind, theme] as const))(
    'of every text is at least 4.5 : 1 in a %s theme',
    (_, theme) => {
      for (const graph of Object.values(NETWORKS)) {
        const request = requestFor(graph(), { theme });
        const selection = { tensor: request.trace.program.inputs[0]!, index: 0 };
        for (let time = 0; time <= request.timeline.beats.length; time += 1.37) {
          const scene = networkScene({ ...request, time, selection });
          const faint = scene.labels.filter(
            (label) => label.alpha < 1 || contrast(label.color, groundOf(scene, label)) < 4.5,
          );
          expect(faint.map(textOf)).toEqual([]);
        }
      }
    },
  );
});

describe('level of detail', () => {
  it('gives up weight labels first, then numbers, then letters, then second lines', () => {
    const request = requestFor(xorGraph(), { time: 6 });
    const shown = (scale: number): boolean[] => {
      const camera = { ...request.camera, scale };
      const texts = textsOf(networkScene({ ...request, camera, width: 1600 }).labels);
      return [
        texts.some((text) => text.startsWith('w_1')),
        texts.some((text) => text.includes('→')),
        texts.some((text) => text.startsWith('z_1')),
        texts.includes('4 × 2'),
      ];
    };
    const steps = [24, 14, 10, 6, 3].map(shown);
    expect(steps).toEqual([
      [true, true, true, true],
      [false, true, true, true],
      [false, false, true, true],
      [false, false, false, true],
      [false, false, false, false],
    ]);
  });

  it('labels weights by their own ends: target, then source, also where layers are not square', () => {
    const request = requestFor(mlp([3, 2]), { width: 1200, height: 800 });
    const { labels, lines } = networkScene(request);
    const { data } = lines.find(({ key }) => key.startsWith('input>0'))!;
    const weights = labels.filter((label) => /^w_\d/.test(textOf(label)));
    expect(new Set(weights.map(textOf))).toEqual(
      new Set(['11', '12', '13', '21', '22', '23'].map((jk) => `w_${jk}^(1)`)),
    );
    for (const label of weights) {
      const [target, source] = textOf(label).slice(2, 4).split('').map(Number) as [number, number];
      const line = ((source - 1) * 2 + target - 1) * LINE_STRIDE;
      const [x0, y0, x1, y1] = data.slice(line, line + 4) as unknown as [
        number,
        number,
        number,
        number,
      ];
      expect(label.angle).toBeCloseTo(Math.atan2(y1 - y0, x1 - x0), 3);
    }
  });

  it('states the index convention and the range in the legend', () => {
    const request = requestFor(xorGraph());
    const texts = textsOf(networkScene(request).labels);
    expect(texts).toContain('w_jk');
    const { program, values } = request.trace;
    const weights = program.parameters.filter((id) => program.tensors[id]!.shape.length === 2);
    const largest = Math.max(...weights.flatMap((id) => [...values[id]!].map(Math.abs)));
    expect(texts).toContain(`−${largest.toFixed(2)} … +${largest.toFixed(2)} weight`);
  });

  it('names collapsed layers by their true count', () => {
    const request = requestFor(mlp([784, 30, 4]));
    const texts = textsOf(networkScene(request).labels);
    expect(texts).toContain('784');
    expect(texts).toContain('30');
  });

  it('brightens the running layer’s header', () => {
    const request = requestFor(xorGraph());
    const color = (time: number): Color =>
      networkScene({ ...request, time }).labels.find((label) => textOf(label) === 'linear · tanh')!
        .color;
    expect(color(timeIn(request, 'linear', 0))).not.toBe(color(0));
  });
});

describe('boxes', () => {
  it('meet when any of their area is shared, turned or not', () => {
    const box = uprightBox(0, 0, 10, 4);
    expect(boxesMeet(box, uprightBox(9, 0, 10, 4))).toBe(true);
    expect(boxesMeet(box, uprightBox(10, 0, 10, 4))).toBe(false);
    const turned = { ...uprightBox(6, 5, 10, 4), cos: Math.SQRT1_2, sin: Math.SQRT1_2 };
    expect(boxesMeet(box, turned)).toBe(true);
    expect(boxesMeet(box, { ...turned, y: 8 })).toBe(false);
    expect(segmentMeets(box, -20, -20, 20, 20)).toBe(true);
    expect(segmentMeets(box, -20, -3, 20, -3)).toBe(false);
  });
});
