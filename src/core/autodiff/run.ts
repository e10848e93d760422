/** Runs a program. Values go into one array a tensor; nothing else is allocated. */
import { elementCount } from '../model/shape';
import { ruleOf } from './primitives';
import type { Operands } from './primitives/rule';
import type { Op, Program } from './program';
import type { NonFinite, Trace } from './trace';

/** What a program is run on: row-major numbers. */
export interface Data {
  readonly input: Float64Array;
  readonly target: Float64Array;
}

/** Runs one training step and keeps every value. The trace shares no array with `parameters` or `data`. */
export function runStep(
  program: Program,
  parameters: readonly Float64Array[],
  data: Data,
  step: number,
): Trace {
  const workspace = new Workspace(program);
  workspace.load(parameters, data);
  workspace.run();
  const { values, loss } = workspace;
  return { program, step, values, loss, nonFinite: firstNonFinite(program, values) };
}

/** Copies of the parameters after the update of this step, in the program's order. */
export function updatedParameters({ program, values }: Trace): Float64Array[] {
  return program.parameters.map((id) => values[program.updatedOf[id] ?? id]!.slice());
}

/** Memory for all tensors of a program, to run it once or many times. */
export class Workspace {
  readonly values: readonly Float64Array[];
  private readonly operands: readonly Operands[];

  constructor(private readonly program: Program) {
    this.values = program.tensors.map(({ shape }) => new Float64Array(elementCount(shape)));
    this.operands = program.ops.map((op) => operandsOf(program, this.values, op));
  }

  /** Sets data and parameters, by copy. */
  load(parameters: readonly Float64Array[], data: Data): void {
    this.values[this.program.input]!.set(data.input);
    this.values[this.program.target]!.set(data.target);
    this.program.parameters.forEach((id, i) => this.values[id]!.set(parameters[i]!));
  }

  /** Runs all operations before `end`. */
  run(end = this.program.ops.length): void {
    const { ops } = this.program;
    for (let i = 0; i < end; i++) {
      const op = ops[i]!;
      ruleOf(op.primitive).kernel(this.operands[i]!, op.attributes);
    }
  }

  /** Makes the updated parameters the parameters of the next step. */
  advance(): void {
    for (const id of this.program.parameters) {
      const updated = this.program.updatedOf[id];
      if (typeof updated === 'number') this.values[id]!.set(this.values[updated]!);
    }
  }

  /** The value of E. */
  get loss(): number {
    return this.values[this.program.loss]![0]!;
  }
}

/** The tensors that an operation reads and writes. */
export function operandsOf(
  { tensors }: Program,
  values: readonly Float64Array[],
  op: Op,
): Operands {
  return {
    inputs: op.inputs.map((id) => values[id]!),
    inputShapes: op.inputs.map((id) => tensors[id]!.shape),
    output: values[op.output]!,
    outputShape: tensors[op.output]!.shape,
  };
}

/** The first operation whose result holds a NaN or an infinity. */
function firstNonFinite(program: Program, values: readonly Float64Array[]): NonFinite | null {
  for (const op of program.ops) {
    const result = values[op.output]!;
    if (allFinite(result)) continue;
    const index = result.findIndex((x) => !Number.isFinite(x));
    return { op: op.index, tensor: op.output, index };
  }
  return null;
}

/** One pass without calls: 0 · x is 0 for finite x only. */
function allFinite(numbers: Float64Array): boolean {
  let zero = 0;
  for (let i = 0; i < numbers.length; i++) zero += 0 * numbers[i]!;
  return zero === 0;
}
