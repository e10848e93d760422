/** Reads the arguments of functions of torch.nn.functional. */
import type { Bound } from '../../python/native';
import { native, type NativeFunction } from '../../python/native';
import type { Interpreter } from '../../python/interpreter';
import { Unknown, type Value } from '../../python/values';
import { boolOf, dimOf, intOf, known, realOf, spread, tensorOf, textOf } from '../read';
import { Tensor, Torch } from '../tape';
import { Site } from './site';

/** Arguments by PyTorch's names, read as what they must be. */
export class Arguments {
  readonly site: Site;
  constructor(
    private readonly bound: Bound,
    readonly interpreter: Interpreter,
    word: string,
  ) {
    const { layer } = Torch.of(interpreter);
    this.site = layer ? new Site(layer.cls.name, interpreter, layer) : new Site(word, interpreter);
  }

  get rest(): readonly Value[] {
    return this.bound.rest;
  }
  given(name: string): boolean {
    return this.bound.given(name);
  }
  /** The value as it is, known or not. */
  raw(name: string): Value {
    return this.bound.get(name);
  }
  value(name: string): Value {
    return known(this.raw(name));
  }
  tensor(name: string): Tensor {
    const value = this.raw(name);
    const madeUp = name === 'target' && value instanceof Unknown ? this.madeUpTarget() : null;
    return madeUp ?? tensorOf(value, name, this.interpreter);
  }
  /** A tensor, or null for None. */
  optional(name: string): Tensor | null {
    return this.value(name) === null ? null : this.tensor(name);
  }
  int(name: string): number {
    return intOf(this.raw(name), name, this.interpreter);
  }
  real(name: string): number {
    return realOf(this.raw(name), name, this.interpreter);
  }
  bool(name: string): boolean {
    return boolOf(this.raw(name), name, this.interpreter);
  }
  text(name: string): string {
    return textOf(this.raw(name), name, this.interpreter);
  }
  /** One number for each of `count` dimensions of space. */
  ints(name: string, count: number): number[] {
    return spread(this.raw(name), count, name, this.interpreter);
  }
  /** A dimension of this tensor, counted from 0. */
  dim(name: string, x: Tensor): number {
    return dimOf(this.raw(name), x.shape.length, this.interpreter, name);
  }
  /** A target in the place of one that is not known, where whoever reads models makes it up. */
  private madeUpTarget(): Tensor | null {
    const input = this.raw('input');
    const { standIns } = Torch.of(this.interpreter);
    const classes = /^(cross_entropy|nll_loss|(CrossEntropy|NLL)Loss)$/.test(this.site.word);
    return input instanceof Tensor && standIns ? standIns.target(input, classes) : null;
  }
  /** A flag that counts as set where nobody knows it: dropout and its like are shown as they train. */
  training(): boolean {
    return this.raw('training') instanceof Unknown || this.bool('training');
  }
}

/** A function of PyTorch; `word` is its name. */
function torchFunction(signature: string, run: (a: Arguments) => Value): NativeFunction {
  const word = signature.slice(0, signature.indexOf('('));
  return native(signature, (bound, interpreter) => run(new Arguments(bound, interpreter, word)));
}

/** Functions of PyTorch by their names. */
export function torchFunctions(
  table: Readonly<Record<string, (a: Arguments) => Value>>,
): Record<string, NativeFunction> {
  return Object.fromEntries(
    Object.entries(table).map(([signature, run]) => {
      const made = torchFunction(signature, run);
      return [made.name, made];
    }),
  );
}
