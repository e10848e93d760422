/** Adds operations to the tape: shapes are inferred, and what does not fit becomes a Python exception with a finding. */
import * as l10n from '@vscode/l10n';
import { inferShapes } from '../../model/definitions';
import { brackets, sameShape, type Shape } from '../../model/shape';
import { Unclear } from '../python/errors';
import type { Interpreter } from '../python/interpreter';
import type { PyInstance, Unknown } from '../python/values';
import { reportMisfit } from './problems/misfit';
import {
  Memory,
  Tensor,
  Torch,
  type CallSite,
  type Kept,
  type Recorded,
  type TapeOp,
  type TensorRef,
  type TensorType,
} from './tape';

/** What is applied to what. */
export interface Application {
  readonly op: TapeOp;
  readonly inputs: readonly (Tensor | TensorRef)[];
  readonly weights?: Readonly<Record<string, Tensor | TensorRef>>;
  /** The word in the source: `relu`, `Linear`, `+`. */
  readonly word: string;
  readonly layer?: PyInstance;
  /** Type of the result; the promoted type of the inputs when absent. */
  readonly dtype?: TensorType;
}

/** The first output. */
export function record(application: Application, interpreter: Interpreter): Tensor {
  return recordAll(application, interpreter).first;
}

/** All outputs; further ones by their names in the operation's definition. */
export function recordAll(
  application: Application,
  interpreter: Interpreter,
): { readonly first: Tensor; readonly others: Readonly<Record<string, Tensor>> } {
  const torch = Torch.of(interpreter);
  const { op, word, layer = null } = application;
  const inputs = application.inputs.map(refOf);
  if (inputs.some(({ dtype }) => dtype.startsWith('complex'))) {
    const reason = l10n.t('{0} of complex numbers is not available yet.', word);
    throw new Unclear(interpreter.unknown(reason) as Unknown);
  }
  const weights = new Map(
    Object.entries(application.weights ?? {}).map(([role, tensor]) => [role, refOf(tensor)]),
  );
  const outputs = shapesOf(op, inputs);
  if ('misfit' in outputs) return misfit(outputs.misfit, application, inputs, interpreter);
  const { shape, others = [] } = outputs;
  interpreter.spend(20);
  const tensors = [...application.inputs, ...Object.values(application.weights ?? {})];
  const learns =
    torch.gradEnabled && tensors.some((each) => each instanceof Tensor && each.requiresGrad);
  const dtype = application.dtype ?? promoted(inputs.map((each) => each.dtype));
  const learned = learns && isReal(dtype);
  const memory = new Memory();
  const recorded: Recorded = {
    index: torch.tape.length,
    op,
    inputs,
    weights,
    shape,
    others,
    word,
    layer,
    calls: [...torch.calls],
    stack: userStack(interpreter),
    grad: torch.gradEnabled,
    evaluated: layer?.attributes.get('training') === false,
    drawsBefore: torch.draws.length,
    read: application.inputs.map(keptOf),
    readWeights: keptWeights(application.weights),
    made: { memory, version: 0, learned },
  };
  torch.tape.push(recorded);
  const output = (name: string | null, size: Shape): Tensor => {
    const tensor = new Tensor({
      shape: size,
      dtype,
      source: { kind: 'output', of: recorded, name },
    });
    tensor.requiresGrad = learned;
    return tensor;
  };
  const first = output(null, shape);
  first.memory = memory;
  return {
    first,
    others: Object.fromEntries(others.map(({ name, shape: size }) => [name, output(name, size)])),
  };
}

/** The calls in the user's own files that are under way. */
export function userStack({ frames }: Interpreter): CallSite[] {
  return frames
    .filter(({ file }) => !file.library)
    .map(({ name, file, at }) => ({ name, place: { file, span: at } }));
}

const RANKS: readonly TensorType[] = [
  'bool',
  'uint8',
  'int8',
  'int16',
  'int32',
  'int64',
  'float16',
  'bfloat16',
  'float32',
  'float64',
  'complex64',
  'complex128',
];

/** The type that holds all of these; float32 where there is none. */
function promoted(types: readonly TensorType[]): TensorType {
  if (types.length === 0) return 'float32';
  return types.reduce((a, b) => (RANKS.indexOf(a) >= RANKS.indexOf(b) ? a : b));
}

/** True for floating-point types, which alone have gradients. */
export function isReal(type: TensorType): boolean {
  return type.startsWith('float') || type === 'bfloat16';
}

function refOf(tensor: Tensor | TensorRef): TensorRef {
  return tensor instanceof Tensor ? tensor.ref : tensor;
}

/** A tensor as it is now. */
function keptOf(tensor: Tensor | TensorRef): Kept | null {
  if (!(tensor instanceof Tensor)) return null;
  const { memory, requiresGrad: learned } = tensor;
  return { memory, version: memory.version, learned };
}

function keptWeights(weights: Application['weights'] = {}): Recorded['readWeights'] {
  const entries = Object.entries(weights).flatMap(([role, tensor]) => {
    const kept = keptOf(tensor);
    return kept ? [[role, kept] as const] : [];
  });
  return new Map(entries);
}

function shapesOf(op: TapeOp, inputs: readonly TensorRef[]): ReturnType<typeof inferShapes> {
  const shapes = inputs.map(({ shape }) => shape);
  if (op.type !== 'loss') return inferShapes(op, shapes);
  return { shape: op.spec.reduction === 'none' ? lossShape(op.spec.kind, shapes) : [] };
}

/** Without a reduction: one loss for each element, or for each sample and place of class losses. */
function lossShape(kind: string, [output, target]: readonly Shape[]): Shape {
  const classes = kind === 'nll' || kind === 'cross_entropy';
  if (!classes) return output!;
  return target && !sameShape(target, output!)
    ? target
    : [...output!.slice(0, 1), ...output!.slice(2)];
}

function misfit(
  reason: string,
  { op, word, layer }: Application,
  inputs: readonly TensorRef[],
  interpreter: Interpreter,
): never {
  const { place } = interpreter;
  if (place) reportMisfit({ op, word, layer: layer ?? null, inputs, reason, place }, interpreter);
  const shapes = inputs.map(({ shape }) => brackets(shape));
  const told = shapes.every((shape) => reason.includes(shape)) ? '' : ` (${shapes.join(', ')})`;
  return interpreter.raise('RuntimeError', `${word}: ${reason}${told}`);
}
