/** Attributes that are the entries of a dict: what an object has after `self.__dict__ = entries`. */
import type { PyDict, Value } from '../values';

export class DictAttributes extends Map<string, Value> {
  private readonly dict: PyDict;
  constructor(dict: PyDict) {
    super();
    this.dict = dict;
  }
  override get size(): number {
    return this.dict.size;
  }
  override has(name: string): boolean {
    return this.dict.has(name);
  }
  override get(name: string): Value | undefined {
    return this.dict.get(name);
  }
  override set(name: string, value: Value): this {
    this.dict.set(name, value);
    return this;
  }
  override delete(name: string): boolean {
    return this.dict.delete(name);
  }
  override clear(): void {
    this.dict.clear();
  }
  override *entries(): MapIterator<[string, Value]> {
    for (const [name, value] of this.dict.entries()) {
      if (typeof name === 'string') yield [name, value];
    }
  }
  override *keys(): MapIterator<string> {
    for (const [name] of this.entries()) yield name;
  }
  override *values(): MapIterator<Value> {
    for (const [, value] of this.entries()) yield value;
  }
  override [Symbol.iterator](): MapIterator<[string, Value]> {
    return this.entries();
  }
}
