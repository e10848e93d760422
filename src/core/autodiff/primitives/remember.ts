/** Tables that follow from attributes and a shape, made once and kept as long as the attributes. */
import type { Shape } from '../../model/shape';

/** The same function, with its last result for each object kept. */
export function remember<K extends object, V>(
  make: (key: K, shape: Shape) => V,
): (key: K, shape: Shape) => V {
  const made = new WeakMap<K, { readonly shape: Shape; readonly value: V }>();
  return (key, shape) => {
    const last = made.get(key);
    if (last?.shape === shape) return last.value;
    const value = make(key, shape);
    made.set(key, { shape, value });
    return value;
  };
}
