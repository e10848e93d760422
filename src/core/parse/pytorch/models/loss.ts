/** The loss of a model: what the script computes of its output, else a loss that the file makes or names in code that was not run. */
import { Halt, PyError } from '../../python/errors';
import type { Step } from '../../python/steps';
import type { ExpressionOf } from '../../python/syntax/ast';
import type { SourceFile } from '../../python/place';
import type { Value } from '../../python/values';
import type { FoundLoss } from '../graph/request';
import { tensorsIn } from '../graph/inputs';
import { sourceKey } from '../graph/names';
import { isReal } from '../record';
import { Tensor, type Recorded, type RootCall, type TensorRef } from '../tape';
import { isOurs } from './definitions';
import { isLoss, unwrapped } from './found';
import { learnsFrom, passesOf, together } from './passes';
import type { Session } from './session';
import { expressionsIn, lastWord } from './walk';

/** The loss that the run computed of what the call gave; null when it computed none. */
export function computedLoss(session: Session, call: RootCall): FoundLoss | null {
  const { torch } = session;
  const outputs = new Set(tensorsIn(call.result).map(({ ref }) => sourceKey(ref)));
  if (outputs.size === 0) return null;
  const learning = learningOf(call);
  const passes = passesOf(torch, unwrapped(call.module));
  if (passes.some(({ tensor }) => learnsFrom(tensor, learning))) return together(passes, torch);
  const passed = torch.backwards.find(({ tensor }) => learnsFrom(tensor, learning));
  if (passed) return together([passed], torch);
  const applied = torch.tape
    .slice(call.to)
    .find((each) => each.op.type === 'loss' && learnsFrom(refOf(each), outputs));
  return applied ? { kind: 'tensor', ref: refOf(applied), place: placeOf(applied) } : null;
}

/** A single number among several outputs is a loss that the model computes itself. */
export function ownLoss(call: RootCall): FoundLoss | null {
  const outputs = tensorsIn(call.result).map(({ ref }) => ref);
  const scalar = outputs.find(({ shape, dtype }) => shape.length === 0 && isReal(dtype));
  if (!scalar || outputs.length < 2 || scalar.source.kind !== 'output') return null;
  return { kind: 'tensor', ref: scalar, place: placeOf(scalar.source.of) };
}

/** True when the run went back from something that the call gave. */
export function wasTrained({ torch }: Session, call: RootCall): boolean {
  const learning = learningOf(call);
  return learning.size > 0 && torch.backwards.some(({ tensor }) => learnsFrom(tensor, learning));
}

/** True when the first step of the model's optimizer uses gradients that go back into the call. */
export function wasStepped({ torch }: Session, call: RootCall): boolean {
  const learning = learningOf(call);
  const passes = passesOf(torch, unwrapped(call.module));
  return passes.some(({ tensor }) => learnsFrom(tensor, learning));
}

/** What the call gave, as far as gradients go back into the call. */
function learningOf({ result }: RootCall): Set<unknown> {
  const refs = tensorsIn(result).map(({ ref }) => ref);
  return new Set(
    refs
      .filter(({ source }) => source.kind !== 'output' || source.of.grad)
      .map((ref) => sourceKey(ref)),
  );
}

function refOf(of: Recorded): TensorRef {
  return { shape: of.shape, dtype: 'float32', source: { kind: 'output', of, name: null } };
}

function placeOf({ stack }: Recorded) {
  return stack.at(-1)?.place ?? null;
}

/** A loss that the file makes or names, applied to the output of the call with a target that is made up; null when there is none. */
export function* namedLoss(session: Session, call: RootCall): Step<FoundLoss | null> {
  const output = tensorsIn(call.result).find(({ dtype }) => isReal(dtype));
  if (!output) return null;
  const made = session.torch.made.find(({ module }) => isOurs(module.cls) && isLoss(module.cls));
  if (made) {
    const found = yield* applied(session, made.module, output, new Map());
    if (found) return { kind: 'tensor', ref: found, place: made.stack.at(-1)?.place ?? null };
  }
  for (const { file, call: expression } of lossCalls(session)) {
    const ref = yield* appliedCall(session, expression, file, output);
    if (ref) return { kind: 'tensor', ref, place: { file, span: expression } };
  }
  return null;
}

interface LossCall {
  readonly file: SourceFile;
  readonly call: ExpressionOf<'call'>;
}

/** Calls in the file that make or apply a loss of PyTorch. */
function lossCalls(session: Session): LossCall[] {
  return session.files.flatMap((file) =>
    [...expressionsIn(file.tree.body, 'call')]
      .filter(
        ({ callee }) =>
          MODULES.test(lastWord(callee) ?? '') || FUNCTIONS.test(lastWord(callee) ?? ''),
      )
      .map((call) => ({ file, call })),
  );
}

/** Losses of torch.nn that compare an output with a target. */
const MODULES =
  /^(CrossEntropy|MSE|L1|SmoothL1|Huber|BCE|BCEWithLogits|NLL|KLDiv|MultiLabelSoftMargin|SoftMargin|PoissonNLL)Loss$/;
const FUNCTIONS =
  /^(cross_entropy|mse_loss|l1_loss|smooth_l1_loss|huber_loss|binary_cross_entropy(_with_logits)?|nll_loss)$/;
/** Losses whose targets are numbers of classes. */
const CLASSES = /^(CrossEntropyLoss|NLLLoss|cross_entropy|nll_loss)$/;

/** Applies `nn.MSELoss()` or the function of `F.mse_loss(y, t)` to the output; options that cannot be worked out are left out. */
function* appliedCall(
  session: Session,
  { callee, args }: ExpressionOf<'call'>,
  file: SourceFile,
  output: Tensor,
): Step<TensorRef | null> {
  const options = new Map<string, Value>();
  for (const { kind, name, value } of args) {
    if (kind !== 'keyword' || name === null || name === 'input' || name === 'target') continue;
    const known = yield* attempted(session, () => session.evaluate(value, file));
    if (known !== undefined) options.set(name, known);
  }
  const word = lastWord(callee)!;
  const fn = yield* attempted(session, () => session.evaluate(callee, file));
  if (fn === undefined) return null;
  if (FUNCTIONS.test(word)) return yield* applied(session, fn, output, options, word);
  const module = yield* attempted(session, () => session.run.call(fn, [], options));
  return module === undefined ? null : yield* applied(session, module, output, new Map(), word);
}

/** The loss of the output and a target that fits; null when it does not go through. */
export function* applied(
  session: Session,
  loss: Value,
  output: Tensor,
  options: ReadonlyMap<string, Value>,
  word = classNameOf(loss),
): Step<TensorRef | null> {
  const { standIns } = session.torch;
  if (!standIns) return null;
  const classes = CLASSES.test(word);
  const result = yield* attempted(session, function* () {
    const read = classes && output.shape.length === 3 ? yield* tokensOf(session, output) : output;
    const target = standIns.target(read as Tensor, classes);
    return yield* session.run.call(loss, [read, target], options);
  });
  return result instanceof Tensor ? result.ref : null;
}

/** Scores for each token of a sequence, one after another: classes come last there, but second in losses. */
function tokensOf({ run }: Session, output: Tensor): Step<Value> {
  return run.callMethod(output, 'reshape', [-1n, BigInt(output.shape[2]!)]);
}

function classNameOf(value: Value): string {
  return typeof value === 'object' && value !== null ? value.cls.name : '';
}

/** Goes back from a loss, where it is one. */
export function* backward(session: Session, loss: Value): Step<void> {
  if (loss instanceof Tensor)
    yield* attempted(session, () => session.run.callMethod(loss, 'backward'));
}

/** The result, or undefined where it raises; then nothing of it is left among the findings. */
export function* attempted(session: Session, steps: () => Step<Value>): Step<Value | undefined> {
  const { findings } = session.torch;
  const before = findings.length;
  try {
    return yield* steps();
  } catch (error) {
    if (!(error instanceof PyError) && !(error instanceof Halt)) throw error;
    findings.length = before;
    return undefined;
  }
}
