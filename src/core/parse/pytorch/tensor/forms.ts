/** Tells which operations of the tape compute the same numbers: equal operations on equal constants. */
import type { LossOp, Recorded } from '../tape';

/** Lists of more numbers are not compared. */
const MOST = 64;

/** Numbers the forms of operations: those of one form have the same numbers. */
export class Forms {
  private readonly known = new Map<Recorded, number>();
  private readonly numbers = new Map<string, number>();

  of(recorded: Recorded): number {
    const known = this.known.get(recorded);
    if (known !== undefined) return known;
    const text = this.textOf(recorded);
    const number = this.numbers.get(text) ?? this.numbers.size;
    this.numbers.set(text, number);
    this.known.set(recorded, number);
    return number;
  }

  private textOf(recorded: Recorded): string {
    const { op, inputs, weights, shape, index } = recorded;
    const alone = weights.size > 0 || op.type === 'loss' || op.type === 'random' || isLong(op);
    if (alone || inputs.some(({ source }) => source.kind !== 'output')) return `#${index}`;
    const read = inputs.map(({ source, dtype }) =>
      source.kind === 'output' ? `${this.of(source.of)} ${source.name ?? ''} ${dtype}` : '',
    );
    return `${JSON.stringify(op, exactly)} ${shape.join()} (${read.join()})`;
  }
}

function isLong(op: Exclude<Recorded['op'], LossOp>): boolean {
  return op.type === 'constant' && op.source.kind === 'given' && op.source.values.length > MOST;
}

/** JSON has no infinities, and no negative zero. */
function exactly(_: string, value: unknown): unknown {
  if (typeof value !== 'number') return value;
  return Number.isFinite(value) && !Object.is(value, -0)
    ? value
    : `${Object.is(value, -0) ? '-' : ''}${value}`;
}
