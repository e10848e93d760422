/** A place for one immutable value that tells when it changed. */

export interface Store<T> {
  get(): T;
  /** Replaces the value by what the function makes of it; the same value back means nothing happened. */
  update(change: (value: T) => T): void;
  /** Calls the listener after every change, until the returned function is called. */
  subscribe(listener: (value: T) => void): () => void;
}

/** Makes a store that holds `initial`. */
export function createStore<T>(initial: T): Store<T> {
  let value = initial;
  const listeners = new Set<(value: T) => void>();
  return {
    get: () => value,
    update(change) {
      const next = change(value);
      if (next === value) return;
      value = next;
      for (const listener of listeners) listener(value);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
