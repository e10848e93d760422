/** `__dict__`, `globals()` and the like: a dict that is a view of an object's attributes. */
import { PyDict, type Value } from '../values';

export class LiveDict extends PyDict {
  constructor(private readonly names: Map<string, Value>) {
    super();
  }
  override get size(): number {
    return this.names.size;
  }
  override has(key: Value): boolean {
    return typeof key === 'string' && this.names.has(key);
  }
  override get(key: Value): Value | undefined {
    return typeof key === 'string' ? this.names.get(key) : undefined;
  }
  override set(key: Value, value: Value): void {
    if (typeof key === 'string') this.names.set(key, value);
  }
  override delete(key: Value): boolean {
    return typeof key === 'string' && this.names.delete(key);
  }
  override clear(): void {
    this.names.clear();
  }
  override entries(): [Value, Value][] {
    return [...this.names];
  }
}
