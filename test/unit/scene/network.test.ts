import { describe, expect, it } from 'vitest';
import { networkScene } from '../../../src/core/scene';
import { shortNumber } from '../../../src/core/scene/numbers';
import { contrast } from '../../../src/core/scene/palette';
import { LINE_STRIDE, type Disc, type Scene } from '../../../src/core/scene/scene';
import { mlp, xorGraph } from '../../support/graphs';
import { DARK, NETWORKS, requestFor, textsOf, timeIn } from './support';

/** Every number in a scene. */
function numbersOf(scene: Scene): number[] {
  const found: number[] = [];
  const walk = (value: unknown): void => {
    if (typeof value === 'number') found.push(value);
    else if (value instanceof Float32Array) found.push(...value);
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(walk);
  };
  walk({ ...scene, hits: scene.hits.map((hit) => ({ ...hit, target: null })) });
  return found;
}

/** The disc of the circle that shows this element. */
function discOf(scene: Scene, tensor: number, index: number): Disc {
  const hit = scene.hits.find(
    ({ shape, target }) =>
      shape === 'disc' &&
      target.kind === 'element' &&
      target.element.tensor === tensor &&
      target.element.index === index,
  );
  if (hit?.shape !== 'disc') throw new Error('no such circle');
  return scene.discs
    .filter(({ x, y, fillAlpha }) => x === hit.x && y === hit.y && fillAlpha === 1)
    .at(-1)!;
}

describe('a frame', () => {
  it.each(Object.entries(NETWORKS))('of %s is a pure function of the request', (_, graph) => {
    const request = requestFor(graph());
    for (let time = 0; time <= request.timeline.beats.length; time += 0.73) {
      const once = Object.freeze({ ...request, time });
      expect(networkScene(once)).toEqual(networkScene({ ...once }));
    }
  });

  it.each(Object.entries(NETWORKS))('of %s holds finite numbers only, at any time', (_, graph) => {
    const request = requestFor(graph());
    for (const grain of ['operation', 'term'] as const) {
      for (let time = 0; time <= request.timeline.beats.length; time += 0.83) {
        const scene = networkScene({ ...request, time, grain });
        expect(numbersOf(scene).every(Number.isFinite)).toBe(true);
        for (const { count, data } of [...scene.lines, scene.pulses]) {
          expect(data.length).toBe(count * LINE_STRIDE);
        }
      }
    }
  });

  it('never draws more lines for a link than its drawn units squared, each batch with its own key', () => {
    const request = requestFor(mlp([784, 128, 64, 10], { loss: 'cross_entropy' }));
    const { lines } = networkScene({ ...request, time: request.timeline.beats.length });
    for (const { count } of lines) expect(count).toBeLessThanOrEqual(256);
    expect(new Set(lines.map(({ key }) => key)).size).toBe(lines.length);
  });

  it('keeps the keys of its batches while time passes', () => {
    const request = requestFor(xorGraph());
    const keys = (time: number): string[] =>
      networkScene({ ...request, time })
        .lines.map(({ key }) => key)
        .filter((key) => !key.endsWith(':gradient'));
    expect(keys(3.4)).toEqual(keys(0));
  });
});

describe('numbers', () => {
  it('are the trace’s, once all is computed', () => {
    const request = requestFor(xorGraph());
    const { program, values } = request.trace;
    const labels = textsOf(networkScene({ ...request, time: 6 }).labels);
    const at = (node: string, size: number, j: number): string =>
      shortNumber(values[program.outputOf[node]!]![size + j]!);
    for (let j = 0; j < 4; j++) expect(labels).toContain(`${at('0', 4, j)} → ${at('1', 4, j)}`);
    expect(labels).toContain(`${at('2', 1, 0)} → ${at('3', 1, 0)}`);
    for (let k = 0; k < 2; k++) expect(labels).toContain(at('input', 2, k));
    expect(labels).toContain(shortNumber(values[program.errors]![1]!));
    expect(labels).toContain(shortNumber(request.trace.loss));
    expect(labels).toContain('y = 1');
  });

  it('change with the sample', () => {
    const request = requestFor(xorGraph(), { time: 6 });
    const first = textsOf(networkScene({ ...request, sample: 0 }).labels);
    expect(first).toContain('y = 0');
    expect(first).not.toEqual(textsOf(networkScene({ ...request, sample: 1 }).labels));
  });

  it('appear only when they are computed', () => {
    const request = requestFor(xorGraph());
    const { program, values } = request.trace;
    const z = shortNumber(values[program.outputOf['0']!]![4]!);
    const shown = (time: number): boolean =>
      textsOf(networkScene({ ...request, time }).labels).some((text) => text.startsWith(z));
    expect(shown(0)).toBe(false);
    expect(shown(0.5)).toBe(false);
    expect(shown(1)).toBe(true);
    const delta = (time: number): boolean =>
      textsOf(networkScene({ ...request, time }).labels).some((text) => text.startsWith('δ^(2)'));
    const done = timeIn(request, 'elementwise_grad');
    expect(delta(done - 0.6)).toBe(false);
    expect(delta(done)).toBe(true);
  });

  it('show shares of a gradient and then their sum where branches meet', () => {
    const request = requestFor(NETWORKS['residual']!(), { width: 1400, height: 900 });
    const sum = request.trace.program.ops.find(
      (op) => op.phase === 'backward' && op.primitive === 'add',
    )!;
    const values = (tensor: number): number => request.trace.values[tensor]![4]!;
    const [a, b] = sum.inputs.map((id) => shortNumber(values(id)));
    const before = textsOf(networkScene({ ...request, time: sum.index }).labels);
    const joined = b!.startsWith('−') ? `${a} − ${b!.slice(1)}` : `${a} + ${b}`;
    expect(before).toContain(joined);
    const after = textsOf(networkScene({ ...request, time: sum.index + 1 }).labels);
    expect(after).not.toContain(joined);
    expect(after.some((text) => text.endsWith(shortNumber(values(sum.output))))).toBe(true);
  });

  it('are short but never wrong in sign or size', () => {
    expect(shortNumber(0)).toBe('0');
    expect(shortNumber(-0.5213)).toBe('−0.52');
    expect(shortNumber(12.345)).toBe('12.3');
    expect(shortNumber(0.0512)).toBe('0.051');
    expect(shortNumber(-3.2e-7)).toBe('−3.2·10⁻⁷');
    expect(shortNumber(Infinity)).toBe('∞');
    expect(shortNumber(NaN)).toBe('NaN');
  });
});

describe('states', () => {
  it('leave circles hollow until their value is there, and keep their fill after', () => {
    const request = requestFor(xorGraph());
    const { program } = request.trace;
    const a = program.outputOf['1']!;
    const fill = (time: number): number => discOf(networkScene({ ...request, time }), a, 7).fill;
    expect(fill(0)).toBe(DARK.background);
    expect(fill(1)).toBe(DARK.background);
    expect(fill(2)).not.toBe(DARK.background);
    expect(fill(9)).toBe(fill(2));
    expect(contrast(fill(1.6), DARK.background)).toBeLessThan(contrast(fill(2), DARK.background));
  });

  it('follow the values: opposite signs have different hues, larger values stand out more', () => {
    const parameters = [[1, -1, 0.25, 0], [0, 0, 0, 0], [1, 1, 1, 1], [0]];
    const request = requestFor(
      mlp([1, 4, 1]),
      { time: 1 },
      {},
      parameters.map((row) => new Float64Array(row)),
    );
    const z = request.trace.program.outputOf['0']!;
    const scene = networkScene(request);
    const fills = [0, 1, 2, 3].map((j) => discOf(scene, z, 4 + j).fill);
    expect(new Set(fills).size).toBe(4);
    const clear = fills.map((fill) => contrast(fill, DARK.background));
    expect(clear[0]).toBeGreaterThan(clear[2]!);
    expect(clear[2]).toBeGreaterThan(clear[3]!);
  });

  it('send pulses only while an operation runs, none when motion is to be avoided', () => {
    const request = requestFor(xorGraph());
    const moving = networkScene({ ...request, time: 0.3 });
    const resting = networkScene({ ...request, time: 1 });
    const still = networkScene({ ...request, time: 0.3, still: true });
    expect(networkScene(request).pulses.count).toBe(0);
    expect(moving.discs.length).toBeGreaterThan(resting.discs.length);
    expect(still.discs).toEqual(networkScene({ ...request, time: 1, still: true }).discs);
    expect(still.pulses).toEqual(resting.pulses);
  });

  it('send pulses to the right in the forward pass and to the left in the backward pass', () => {
    const request = requestFor(mlp([1, 1]));
    const heads = (time: number): number => {
      const scene = networkScene({ ...request, time });
      const [x0, y0, x1, y1] = scene.lines.find(({ key }) => key === 'input>0#0')!.data;
      expect(y0).toBe(y1);
      return scene.discs.find(
        ({ x, y, strokeWidth }) => strokeWidth === 0 && y === y0 && x > x0! && x < x1!,
      )!.x;
    };
    expect(heads(0.3)).toBeGreaterThan(heads(0.2));
    const start = timeIn(request, 'linear_grad_weight', 0, 0);
    expect(heads(start + 0.3)).toBeLessThan(heads(start + 0.2));
  });

  it('widen pulses with what they really carry', () => {
    const parameters = [[1, 0.1], [0]].map((row) => new Float64Array(row));
    const data = {
      kind: 'given' as const,
      input: { shape: [1, 2], values: [1, 1] },
      target: { shape: [1, 1], values: [1] },
    };
    const request = requestFor(
      mlp([2, 1], { data, bias: true }),
      { time: 1, sample: 0 },
      {},
      parameters,
    );
    const { pulses } = networkScene(request);
    const widths = Array.from(
      { length: pulses.count },
      (_, i) => pulses.data[i * LINE_STRIDE + 4]!,
    );
    expect(widths[0]).toBeGreaterThan(1.3 * widths[1]!);
  });

  it('give edges a second stroke once their gradient is computed, and new widths after the update', () => {
    const request = requestFor(xorGraph());
    const batch = (time: number, key: string): Float32Array | undefined =>
      networkScene({ ...request, time }).lines.find((line) => line.key === key)?.data;
    const key = 'input>0#0';
    const computed = timeIn(request, 'linear_grad_weight', 1);
    expect(batch(computed - 1, `${key}:gradient`)).toBeUndefined();
    expect(batch(computed, `${key}:gradient`)).toBeDefined();
    const update = timeIn(request, 'sgd', 0, 0);
    const widths = (time: number): number[] =>
      [...batch(time, key)!].filter((_, i) => i % LINE_STRIDE === 4);
    const [before, middle, after] = [widths(update), widths(update + 0.45), widths(update + 2)];
    expect(before).not.toEqual(after);
    expect(middle).not.toEqual(before);
    expect(middle).not.toEqual(after);
  });

  it('light up the running term alone, with earlier elements filled and later ones hollow', () => {
    const request = requestFor(xorGraph(), { grain: 'term' });
    const { program } = request.trace;
    const beat = request.timeline.beats[0]!;
    // Element z_2, second of its three terms (x_1, x_2, bias).
    const time = (3 + 1.5) / beat.terms;
    const scene = networkScene({ ...request, time });
    const z = program.outputOf['0']!;
    expect(discOf(scene, z, 4).fill).not.toBe(DARK.background);
    expect(discOf(scene, z, 6).fill).toBe(DARK.background);
    const { data, count } = scene.lines.find(({ key }) => key === 'input>0#0')!;
    const alphas = Array.from({ length: count }, (_, i) => data[i * LINE_STRIDE + 8]!);
    const brightest = alphas.indexOf(Math.max(...alphas));
    // Lines run source by source: x_2 to z_2 is the sixth.
    expect(brightest).toBe(5);
    expect(alphas.filter((alpha) => alpha === alphas[5])).toHaveLength(1);
  });

  it('draw what is not finite in the error colour, with its name', () => {
    const parameters = [
      [NaN, 1, 2, Infinity, 0.5, 0.5, 0.1, 0.1],
      [0, 0, 0, 0],
      [1, 1, 1, 1],
      [0],
    ].map((row) => new Float64Array(row));
    const request = requestFor(xorGraph(), {}, {}, parameters);
    for (let time = 0; time <= request.timeline.beats.length; time += 0.5) {
      const scene = networkScene({ ...request, time });
      expect(numbersOf(scene).every(Number.isFinite)).toBe(true);
    }
    const scene = networkScene({ ...request, time: 3 });
    expect(textsOf(scene.labels)).toContain('NaN → NaN');
    const z = request.trace.program.outputOf['0']!;
    expect(discOf(scene, z, 4).fill).toBe(DARK.error);
    expect(discOf(scene, z, 6).fill).not.toBe(DARK.error);
  });

  it('mark what is selected, with letter and value', () => {
    const request = requestFor(xorGraph(), { time: 6 });
    const { program, values } = request.trace;
    const weight = program.tensors.find(({ name }) => name === '2.weight')!.id;
    const value = shortNumber(values[weight]![2]!);
    const selection = { tensor: program.gradientOf[weight]!, index: 2 };
    const scene = networkScene({ ...request, selection });
    expect(textsOf(scene.labels)).toContain(`w_13^(2) = ${value}`);
    expect(scene.lines.at(-1)!.key).toBe('marked');
    const hover = { tensor: program.outputOf['1']!, index: 4 };
    const hovered = networkScene({ ...request, hover });
    expect(hovered.discs.length).toBe(networkScene(request).discs.length + 1);
    expect(textsOf(hovered.labels).some((text) => text.startsWith('a_1^(1) = '))).toBe(true);
  });

  it('obey the display options', () => {
    const request = requestFor(xorGraph(), { time: 6 });
    const shown = (display: Partial<typeof request.display>): string[] =>
      textsOf(networkScene({ ...request, display: { ...request.display, ...display } }).labels);
    expect(shown({ showLegend: false })).not.toContain('forward');
    expect(shown({})).toContain('forward');
    expect(shown({ showLabels: false }).some((text) => text.startsWith('w_1'))).toBe(false);
    expect(shown({ showNumbers: false }).some((text) => text.includes('→'))).toBe(false);
  });
});
