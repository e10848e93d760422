/** The cache that bounds what the renderer keeps. */
import { describe, expect, it } from 'vitest';
import { FrameCache } from '../../../webview/renderer/cache';

function cacheOf(limit: number) {
  const released: string[] = [];
  const made: string[] = [];
  const cache = new FrameCache<string>(limit, (value) => released.push(value));
  const get = (key: string, cost = 1): string =>
    cache.get(key, () => {
      made.push(key);
      return { value: key, cost };
    });
  return { cache, get, made, released };
}

describe('a frame cache', () => {
  it('makes a value once', () => {
    const { cache, get, made } = cacheOf(10);
    get('a');
    get('a');
    cache.endFrame();
    get('a');
    expect(made).toEqual(['a']);
  });

  it('lets go of what was used longest ago', () => {
    const { cache, get, released } = cacheOf(2);
    for (const key of ['a', 'b', 'a', 'c']) {
      get(key);
      cache.endFrame();
    }
    expect(released).toEqual(['b']);
    expect(cache.size).toBe(2);
  });

  it('keeps what the frame uses, even beyond its limit', () => {
    const { cache, get, released } = cacheOf(2);
    for (const key of ['a', 'b', 'c', 'd']) get(key);
    cache.endFrame();
    expect(released).toEqual([]);
    get('e');
    cache.endFrame();
    expect(released).toEqual(['a', 'b', 'c']);
  });

  it('counts by cost', () => {
    const { cache, get, released } = cacheOf(10);
    get('large', 9);
    cache.endFrame();
    get('small', 2);
    cache.endFrame();
    expect(released).toEqual(['large']);
  });

  it('lets go of everything when cleared', () => {
    const { cache, get, released } = cacheOf(10);
    get('a');
    get('b');
    cache.clear();
    expect(released).toEqual(['a', 'b']);
    expect(cache.size).toBe(0);
  });
});
