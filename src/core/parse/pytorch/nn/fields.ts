/** Attributes of a layer, read as numbers: what `self.kernel_size`, `self.bias` … are at this moment. */
import type { Shape } from '../../../model/shape';
import type { Interpreter } from '../../python/interpreter';
import type { PyInstance, Value } from '../../python/values';
import { boolOf, intOf, intsOf, known, realOf, spread, textOf } from '../read';
import { Tensor } from '../tape';
import { UNCLEAR } from './module/attributes';
import { partOf } from './module/parts';

/** Reads attributes of a layer, or, before it has them, its arguments. */
export class Fields {
  constructor(
    private readonly find: (name: string) => Value | undefined,
    readonly interpreter: Interpreter,
  ) {}

  /** Of a layer that is ready. */
  static of(module: PyInstance, interpreter: Interpreter): Fields {
    return new Fields((name) => valueOf(module, name), interpreter);
  }

  value(name: string): Value {
    const value = this.find(name);
    if (value === undefined) {
      return this.interpreter.raise('AttributeError', `object has no attribute '${name}'`);
    }
    return known(value);
  }
  int(name: string): number {
    return intOf(this.value(name), name, this.interpreter);
  }
  /** A whole number, or null for None. */
  intOrNull(name: string): number | null {
    return this.value(name) === null ? null : this.int(name);
  }
  real(name: string): number {
    return realOf(this.value(name), name, this.interpreter);
  }
  bool(name: string): boolean {
    return boolOf(this.value(name), name, this.interpreter);
  }
  text(name: string): string {
    return textOf(this.value(name), name, this.interpreter);
  }
  /** One number for each of `count` dimensions. */
  ints(name: string, count: number): number[] {
    return spread(this.value(name), count, name, this.interpreter);
  }
  /** As many numbers as there are. */
  list(name: string): number[] {
    return intsOf(this.value(name), name, this.interpreter);
  }
  /** True for what is there and neither None nor False: a tensor, or an argument that asks for one. */
  has(name: string): boolean {
    const value = this.find(name);
    return value !== undefined && known(value) !== null && value !== false;
  }
  /** A tensor; null while there is none. */
  tensor(name: string): Tensor | null {
    const value = this.find(name);
    return value instanceof Tensor ? value : null;
  }
  /** The shape of a tensor; null while there is none. */
  shape(name: string): Shape | null {
    return this.tensor(name)?.shape ?? null;
  }
}

/** An attribute of a module as it is stored: of the module, one of its parts, or of its class. */
export function valueOf(module: PyInstance, name: string): Value | undefined {
  const own = module.attributes.get(name);
  if (own !== undefined) return own;
  const part = partOf(module, name);
  if (part !== undefined) return part;
  const shared = module.cls.lookup(name);
  return shared === undefined ? module.attributes.get(UNCLEAR) : shared;
}
