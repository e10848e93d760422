/** Runs a program. Values go into one array a tensor; nothing else is allocated. */
import { elementCount } from '../model/shape';
import { Generator, type GeneratorState } from '../random';
import { drawInto, fillConstant } from './fill';
import { ruleOf } from './primitives';
import type { Operands } from './primitives/rule';
import { firstNonFinite } from './non-finite';
import type { Op, Program } from './program';
import type { State, Trace } from './trace';
import { zeros, type Values } from './values';

/** What a program is run on: row-major numbers. */
export interface Data {
  /** In the order of the program's inputs. */
  readonly inputs: readonly Values[];
  /** Null where the output is the loss itself. */
  readonly target: Values | null;
}

/** Runs one training step and keeps every value. The trace shares no array with `state` or `data`. */
export function runStep(program: Program, state: State, data: Data, step: number): Trace {
  const workspace = new Workspace(program);
  workspace.load(state, data);
  workspace.run();
  return workspace.trace(step);
}

/** What the next step starts with: copies of the state after the update of this step. */
export function nextState({ program, values, generator }: Trace): State {
  return {
    tensors: program.state.map((id) => values[program.updatedOf[id] ?? id]!.slice()),
    generator,
  };
}

/** Memory for all tensors of a program, to run it once or many times. */
export class Workspace {
  readonly values: readonly Values[];
  private readonly operands: readonly Operands[];
  private readonly source: Generator | null;

  constructor(private readonly program: Program) {
    this.values = program.tensors.map(({ shape, role, source }) => {
      const values = zeros(program.dtype, elementCount(shape));
      if (role === 'constant' && source?.kind === 'constant') {
        fillConstant(values, shape, source.source);
      }
      return values;
    });
    this.operands = program.ops.map((op) => operandsOf(program, this.values, op));
    this.source = program.random.length > 0 ? new Generator(0) : null;
  }

  /** Sets data and state, by copy, and draws the random numbers of the step. */
  load(state: State, data: Data): void {
    const { inputs, target } = this.program;
    inputs.forEach((id, i) => this.values[id]!.set(data.inputs[i]!));
    if (target !== null && data.target) this.values[target]!.set(data.target);
    this.program.state.forEach((id, i) => this.values[id]!.set(state.tensors[i]!));
    if (this.source && state.generator) this.source.restore(state.generator);
    this.draw();
  }

  /** Runs all operations before `end`. */
  run(end = this.program.ops.length): void {
    for (let i = 0; i < end; i++) this.runOperation(i);
  }

  /** Runs the operation at this place in the program, once all before it were run. */
  runOperation(place: number): void {
    const op = this.program.ops[place]!;
    ruleOf(op.primitive).kernel(this.operands[place]!, op.attributes);
  }

  /** The trace of what was run. It shares this memory: it is true until the workspace is used again. */
  trace(step: number): Trace {
    const { program, values, loss, generator } = this;
    return { program, step, values, loss, nonFinite: firstNonFinite(program, values), generator };
  }

  /** Makes the updated state the state of the next step, and draws its random numbers. */
  advance(): void {
    for (const id of this.program.state) {
      const updated = this.program.updatedOf[id];
      if (typeof updated === 'number') this.values[id]!.set(this.values[updated]!);
    }
    this.draw();
  }

  /** The value of E. */
  get loss(): number {
    return this.values[this.program.loss]![0]!;
  }

  /** The generator after the draws of this step; null when nothing is drawn. */
  get generator(): GeneratorState | null {
    return this.source?.snapshot() ?? null;
  }

  /** Draws in the order of the operations, as PyTorch does. */
  private draw(): void {
    for (const id of this.program.random) {
      const { source } = this.program.tensors[id]!;
      if (this.source && source?.kind === 'random') {
        drawInto(this.values[id]!, source.distribution, this.source);
      }
    }
  }
}

/** The tensors that an operation reads and writes. */
export function operandsOf({ tensors }: Program, values: readonly Values[], op: Op): Operands {
  return {
    inputs: op.inputs.map((id) => values[id]!),
    inputShapes: op.inputs.map((id) => tensors[id]!.shape),
    output: values[op.output]!,
    outputShape: tensors[op.output]!.shape,
  };
}
