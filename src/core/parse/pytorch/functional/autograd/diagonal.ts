/** Whether a gradient is the gradient that came in, each element times a number of its own. */
import { sameShape } from '../../../../model/shape';
import type { Interpreter } from '../../../python/interpreter';
import type { Recorded, TensorRef } from '../../tape';
import { uniformValue } from '../../tensor/leaves';

/** How a tensor depends on the one that came in: not at all, by a factor for each element, or in another way. */
type Dependence = 'none' | 'factor' | 'other';

/** True when `result` is `from` times something that does not depend on it, element by element. */
export function isDiagonal(result: TensorRef, from: TensorRef, interpreter: Interpreter): boolean {
  const { source } = from;
  if (source.kind !== 'output') return false;
  return new Dependences(source.of, from, interpreter).of(result) === 'factor';
}

class Dependences {
  private readonly known = new Map<Recorded, Dependence>();

  constructor(
    private readonly start: Recorded,
    private readonly from: TensorRef,
    private readonly interpreter: Interpreter,
  ) {}

  of({ source }: TensorRef): Dependence {
    if (source.kind !== 'output' || source.of.index < this.start.index) return 'none';
    if (source.of === this.start) return 'factor';
    const before = this.known.get(source.of);
    if (before) return before;
    const made = this.through(source.of);
    this.known.set(source.of, made);
    return made;
  }

  private through(recorded: Recorded): Dependence {
    const weights = [...recorded.weights.values()].map((ref) => this.of(ref));
    const inputs = recorded.inputs.map((ref) => this.of(ref));
    if ([...weights, ...inputs].every((each) => each === 'none')) return 'none';
    const fits = sameShape(recorded.shape, this.from.shape);
    return fits && this.keepsFactor(recorded, inputs) ? 'factor' : 'other';
  }

  private keepsFactor({ op, inputs }: Recorded, from: readonly Dependence[]): boolean {
    const [a, b] = from;
    switch (op.type) {
      case 'detach':
      case 'reshape':
        return a === 'factor';
      case 'elementwise':
        return a === 'factor' && (op.function.fn === 'neg' || op.function.fn === 'identity');
      case 'add':
        return from.every((each) => each === 'factor');
      case 'binary':
        if (op.function === 'mul' && b !== undefined) {
          return [a, b].includes('factor') && [a, b].includes('none');
        }
        if (op.function === 'mul' || op.function === 'div')
          return a === 'factor' && (b ?? 'none') === 'none';
        return op.function === 'sub' && a === 'factor' && b === 'factor';
      case 'where':
        return a === 'none' && [1, 2].every((i) => from[i] === 'factor' || this.isZero(inputs[i]!));
      default:
        return false;
    }
  }

  private isZero(ref: TensorRef): boolean {
    return uniformValue(ref, this.interpreter) === 0;
  }
}
