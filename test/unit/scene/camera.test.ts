import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitCamera, hitAt, marginsFor, networkScene, panBy, zoomAt } from '../../../src/core/scene';
import type { Camera } from '../../../src/core/scene/scene';
import { xorGraph } from '../../support/graphs';
import { NETWORKS, requestFor } from './support';

function project(camera: Camera, x: number, y: number, width: number, height: number) {
  return {
    x: (x - camera.x) * camera.scale + width / 2,
    y: (y - camera.y) * camera.scale + height / 2,
  };
}

const size = fc.integer({ min: 200, max: 2000 });
const coordinate = fc.double({ min: -100, max: 100, noNaN: true });

describe('the camera', () => {
  it('fits any bounds between headers and legend', () => {
    fc.assert(
      fc.property(size, size, coordinate, coordinate, size, size, (width, height, x, y, w, h) => {
        const bounds = { left: x, top: y, right: x + w / 20, bottom: y + h / 20 };
        const camera = fitCamera(bounds, width, height);
        const first = project(camera, bounds.left, bounds.top, width, height);
        const last = project(camera, bounds.right, bounds.bottom, width, height);
        const { top, bottom, side } = marginsFor(width, height);
        expect(first.x).toBeGreaterThanOrEqual(side - 1e-6);
        expect(first.y).toBeGreaterThanOrEqual(top - 1e-6);
        expect(last.x).toBeLessThanOrEqual(width - side + 1e-6);
        expect(last.y).toBeLessThanOrEqual(height - bottom + 1e-6);
      }),
    );
  });

  it('keeps the point under the pointer while zooming, and goes back', () => {
    fc.assert(
      fc.property(size, size, fc.double({ min: 0.5, max: 2, noNaN: true }), (px, py, factor) => {
        const camera = { x: 3, y: -2, scale: 20 };
        const zoomed = zoomAt(camera, factor, px, py, 900, 600);
        const world = { x: 3 + (px - 450) / 20, y: -2 + (py - 300) / 20 };
        const after = project(zoomed, world.x, world.y, 900, 600);
        expect(after.x).toBeCloseTo(px, 6);
        expect(after.y).toBeCloseTo(py, 6);
        const back = zoomAt(zoomed, 1 / factor, px, py, 900, 600);
        expect(back.x).toBeCloseTo(camera.x, 6);
        expect(back.scale).toBeCloseTo(camera.scale, 6);
      }),
    );
  });

  it('moves the picture with the pointer', () => {
    const moved = panBy({ x: 3, y: -2, scale: 20 }, 40, -10);
    const before = project({ x: 3, y: -2, scale: 20 }, 0, 0, 900, 600);
    const after = project(moved, 0, 0, 900, 600);
    expect(after.x - before.x).toBeCloseTo(40, 9);
    expect(after.y - before.y).toBeCloseTo(-10, 9);
  });
});

describe('hits', () => {
  it.each(Object.entries(NETWORKS))('find every circle of %s at its middle', (_, graph) => {
    const scene = networkScene(requestFor(graph()));
    for (const hit of scene.hits) {
      if (hit.shape === 'disc') expect(hitAt(scene, hit.x, hit.y)).toEqual(hit.target);
    }
  });

  it('find a weight on its line, the nearest of several, and nothing far away', () => {
    const request = requestFor(xorGraph());
    const scene = networkScene(request);
    const weight = request.trace.program.tensors.find(({ name }) => name === '2.weight')!.id;
    for (const hit of scene.hits) {
      if (hit.shape !== 'segment' || hit.target.kind !== 'element') continue;
      if (hit.target.element.tensor !== weight) continue;
      const [x, y] = [hit.x0 * 0.7 + hit.x1 * 0.3, hit.y0 * 0.7 + hit.y1 * 0.3];
      expect(hitAt(scene, x, y + 1)).toEqual(hit.target);
    }
    expect(hitAt(scene, 3, 3)).toBeNull();
  });

  it('find the layer beside its circles and on its header, and the loss', () => {
    const request = requestFor(xorGraph());
    const scene = networkScene(request);
    const { camera, layout } = request;
    const beside = (id: string) => {
      const column = layout.columns.find((candidate) => candidate.id === id)!;
      const { x, y } = project(camera, column.inX, column.headerY, 900, 630);
      return hitAt(scene, x, y - 10);
    };
    expect(beside('0')).toEqual({ kind: 'layer', nodeId: '0' });
    expect(beside('$loss')).toEqual({ kind: 'layer', nodeId: '$loss' });
  });

  it('are at least 24 pixels wide where circles do not stand closer', () => {
    const request = requestFor(xorGraph(), { width: 300, height: 260 });
    for (const hit of networkScene(request).hits) {
      if (hit.shape === 'disc') expect(hit.radius).toBeGreaterThanOrEqual(11.9);
    }
  });
});
