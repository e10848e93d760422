/**
 * `torch.autograd.Function`: the forward function is run, and so is the backward function, on ones. Where it multiplies each element of
 * the gradient by a number, the result gets that gradient exactly; else the gradient of the forward function, and that is said.
 */
import * as l10n from '@vscode/l10n';
import { sameShape } from '../../../../model/shape';
import { PyError } from '../../../python/errors';
import type { Interpreter, Keywords } from '../../../python/interpreter';
import { native, nativeClass } from '../../../python/native';
import type { Step } from '../../../python/steps';
import type { PyClass } from '../../../python/values';
import {
  PyClassMethod,
  PyInstance,
  PyStaticMethod,
  PyTuple,
  type Value,
} from '../../../python/values';
import { Tensor, Torch } from '../../tape';
import { Site } from '../site';
import { isDiagonal } from './diagonal';

const inert = (signature: string) => native(signature, () => null);

/** What is handed from forward to backward: `ctx`. */
const CONTEXT = nativeClass(
  'FunctionCtx',
  { module: 'torch.autograd.function' },
  Object.fromEntries(
    [
      native('save_for_backward(self, *tensors)', (bound) => {
        const self = bound.get('self') as PyInstance;
        self.attributes.set('saved_tensors', new PyTuple(bound.rest));
        return null;
      }),
      inert('save_for_forward(self, *tensors)'),
      inert('mark_dirty(self, *tensors)'),
      inert('mark_non_differentiable(self, *tensors)'),
      inert('set_materialize_grads(self, value)'),
    ].map((each) => [each.name, each]),
  ),
);

/** A function of the user's own, applied. */
function* apply(
  cls: PyClass,
  args: readonly Value[],
  keywords: Keywords,
  interpreter: Interpreter,
): Step<Value> {
  const torch = Torch.of(interpreter);
  const learned = args.filter((arg) => arg instanceof Tensor && arg.requiresGrad);
  if (!torch.gradEnabled || learned.length === 0) {
    return (yield* forward(cls, args, keywords, interpreter)).output;
  }
  torch.gradEnabled = false;
  let result: Value | null;
  try {
    const { output, context } = yield* forward(cls, args, keywords, interpreter);
    const factors = yield* gradientFactors(cls, context, args, output, interpreter);
    torch.gradEnabled = true;
    result = factors && withFactors(output as Tensor, factors, new Site(cls.name, interpreter));
  } finally {
    torch.gradEnabled = true;
  }
  if (result) return result;
  interpreter.note(
    'custom-backward',
    l10n.t(
      '{0} has a backward function of its own, which is not available yet: gradients are those of its forward function.',
      cls.name,
    ),
  );
  return (yield* forward(cls, args, keywords, interpreter)).output;
}

/** Runs `forward`, in the form with `ctx` or in that with `setup_context`. */
function* forward(
  cls: PyClass,
  args: readonly Value[],
  keywords: Keywords,
  interpreter: Interpreter,
): Step<{ readonly output: Value; readonly context: PyInstance }> {
  const context = new PyInstance(CONTEXT);
  const needs = args.map((arg) => arg instanceof Tensor && arg.requiresGrad);
  context.attributes.set('needs_input_grad', new PyTuple(needs));
  context.attributes.set('saved_tensors', new PyTuple([]));
  const apart = cls.lookup('setup_context') !== undefined;
  const function_ = yield* interpreter.getAttribute(cls, 'forward');
  const given = apart ? args : [context, ...args];
  const output = yield* interpreter.call(function_, given, keywords);
  if (apart) {
    yield* interpreter.callMethod(cls, 'setup_context', [context, new PyTuple(args), output]);
  }
  return { output, context };
}

/** An argument, and what each element of the gradient is multiplied by on the way back to it. */
interface Factor {
  readonly argument: Tensor;
  readonly factor: Tensor;
}

/** What `backward` makes of a gradient of ones; null where it does something else than multiply. */
function* gradientFactors(
  cls: PyClass,
  context: PyInstance,
  args: readonly Value[],
  output: Value,
  interpreter: Interpreter,
): Step<Factor[] | null> {
  if (!(output instanceof Tensor)) return null;
  const site = new Site(cls.name, interpreter);
  const ones = site.constant(output.shape, { kind: 'full', value: 1 }, output.dtype);
  let made: Value;
  try {
    made = yield* interpreter.callMethod(cls, 'backward', [context, ones]);
  } catch (error) {
    if (error instanceof PyError) return null;
    throw error;
  }
  const gradients = made instanceof PyTuple ? made.items : [made];
  const factors: Factor[] = [];
  for (const [i, argument] of args.entries()) {
    if (!(argument instanceof Tensor) || !argument.requiresGrad) continue;
    const factor = gradients[i] ?? null;
    if (factor === null) continue;
    if (!(factor instanceof Tensor) || !sameShape(argument.shape, output.shape)) return null;
    if (!isDiagonal(factor.ref, ones.ref, interpreter)) return null;
    factors.push({ argument, factor });
  }
  return factors;
}

/** The output with these gradients: what is added is 0. */
function withFactors(output: Tensor, factors: readonly Factor[], site: Site): Tensor {
  const { source } = output.ref;
  const apart = source.kind === 'output' && !source.of.grad;
  return factors.reduce(
    (sum, { argument, factor }) => {
      const product = site.mul(argument, factor);
      return site.add(sum, site.sub(product, site.detach(product)));
    },
    apart ? output : site.detach(output),
  );
}

/** `torch.autograd.Function` */
export const FUNCTION_CLASS = nativeClass(
  'Function',
  { module: 'torch.autograd' },
  {
    apply: new PyClassMethod(
      native('apply(cls, *args, **kwargs)', (bound, interpreter) =>
        apply(bound.get('cls') as PyClass, bound.rest, bound.keywords, interpreter),
      ),
    ),
    forward: new PyStaticMethod(
      native('forward(ctx, *args, **kwargs)', (_, interpreter) =>
        interpreter.raise(
          'NotImplementedError',
          'You must implement the forward function for custom autograd.Function.',
        ),
      ),
    ),
    backward: new PyStaticMethod(
      native('backward(ctx, *grad_outputs)', (_, interpreter) =>
        interpreter.raise(
          'NotImplementedError',
          'You must implement either the backward or vjp method for your custom autograd.Function to use it with backward mode AD.',
        ),
      ),
    ),
  },
);
