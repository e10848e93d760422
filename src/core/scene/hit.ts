/** What stands under the pointer. */
import type { Hit, HitTarget, Scene } from './scene';

type Segment = Extract<Hit, { shape: 'segment' }>;

/** The topmost circle at the point, else the nearest line within reach, else the topmost box; null for empty space. */
export function hitAt(scene: Scene, x: number, y: number): HitTarget | null {
  let nearest: Segment | null = null;
  let least = Infinity;
  let box: HitTarget | null = null;
  for (let i = scene.hits.length - 1; i >= 0; i--) {
    const hit = scene.hits[i]!;
    switch (hit.shape) {
      case 'disc':
        if (Math.hypot(x - hit.x, y - hit.y) <= hit.radius) return hit.target;
        break;
      case 'segment': {
        const distance = distanceTo(hit, x, y);
        if (distance <= hit.reach && distance < least) {
          nearest = hit;
          least = distance;
        }
        break;
      }
      case 'box':
        box ??= inside(hit, x, y) ? hit.target : null;
    }
  }
  return nearest?.target ?? box;
}

function inside(box: Extract<Hit, { shape: 'box' }>, x: number, y: number): boolean {
  return x >= box.x && x <= box.x + box.width && y >= box.y && y <= box.y + box.height;
}

function distanceTo({ x0, y0, x1, y1 }: Segment, x: number, y: number): number {
  const dx = x1 - x0;
  const dy = y1 - y0;
  const length = dx * dx + dy * dy;
  const t = length === 0 ? 0 : ((x - x0) * dx + (y - y0) * dy) / length;
  const at = Math.min(1, Math.max(0, t));
  return Math.hypot(x - x0 - at * dx, y - y0 - at * dy);
}
