/** Making and calling modules: `__new__`, `__init__`, `__call__`. */
import { pause } from '../../../python/builtins/pace';
import type { Interpreter } from '../../../python/interpreter';
import { native } from '../../../python/native';
import type { Step } from '../../../python/steps';
import {
  isInstance,
  PyClass,
  PyDict,
  PyInstance,
  PyList,
  PyStaticMethod,
  PyTuple,
  Unknown,
  type Value,
} from '../../../python/values';
import { userStack } from '../../record';
import { Tensor, Torch, type Arguments, type ModuleCall, type RootCall } from '../../tape';
import { LOSS_BASE } from '../bases';
import { selfOf } from './arguments';
import { wasForgiven } from './forgotten';
import { initialize } from './parts';

/** So many calls of one module are between two pauses. */
const PAUSE_EVERY = 16;

/** How often each module was called. */
const TIMES = Symbol('times');

/** `Module.__new__`: every module that is made is remembered, with where it was made and the draws before it. */
export const NEW = new PyStaticMethod(
  native('__new__(cls, *args, **kwargs)', (bound, interpreter) => {
    const cls = bound.get('cls');
    if (!(cls instanceof PyClass)) return interpreter.raise('TypeError', 'not a type');
    const module = new PyInstance(cls);
    const torch = Torch.of(interpreter);
    torch.made.push({
      module,
      stack: userStack(interpreter),
      drawsBefore: torch.draws.length,
      arguments: { args: bound.rest, keywords: bound.keywords },
    });
    return module;
  }),
);

/** `Module.__init__`, `__call__` and `forward`. */
export const CALLS = [
  native('__init__(self, *args, **kwargs)', (bound, interpreter) => {
    const module = selfOf(bound);
    const [keyword] = bound.keywords.keys();
    const { name } = module.cls;
    if (keyword !== undefined) {
      interpreter.raise(
        'TypeError',
        `${name}.__init__() got an unexpected keyword argument '${keyword}'`,
      );
    }
    if (bound.rest.length > 0) {
      interpreter.raise(
        'TypeError',
        `${name}.__init__() takes 1 positional argument but ${bound.rest.length + 1} were given`,
      );
    }
    if (!wasForgiven(module, interpreter)) initialize(module);
    return null;
  }),
  native('__call__(self, *args, **kwargs)', (bound, interpreter) =>
    callModule(selfOf(bound), bound.rest, bound.keywords, interpreter),
  ),
  native('forward(self, *args, **kwargs)', (bound, interpreter) =>
    interpreter.raise(
      'NotImplementedError',
      `Module [${selfOf(bound).cls.name}] is missing the required "forward" function`,
    ),
  ),
];

/** Runs `forward`, with the module among the calls that are under way. */
function* callModule(
  module: PyInstance,
  args: readonly Value[],
  keywords: ReadonlyMap<string, Value>,
  interpreter: Interpreter,
): Step<Value> {
  const torch = Torch.of(interpreter);
  const isModel = torch.calls.length === 0 && !isInstance(module, LOSS_BASE);
  if (isModel && torch.standIns && [...args, ...keywords.values()].some(isUnknown)) {
    const made = yield* torch.standIns.arguments(module, { args, keywords });
    if (made) ({ args, keywords } = made);
  }
  const root = torch.calls.length === 0 ? rootCall(module, { args, keywords }, interpreter) : null;
  const times = countCall(module, interpreter);
  if (times % PAUSE_EVERY === 0) yield* pause();
  return yield* underWay({ module, times }, root, torch, () =>
    interpreter.callMethod(module, 'forward', args, keywords),
  );
}

/**
 * Runs `training_step` as one pass of the module, which is fed with the batch: a call like that of `forward`. A step that goes back by itself
 * gives the first loss from which it did.
 */
export function* callStep(
  module: PyInstance,
  args: readonly Value[],
  interpreter: Interpreter,
): Step<Value> {
  const torch = Torch.of(interpreter);
  const root = rootCall(module, batchOf(args[0] ?? null), interpreter, true);
  const times = timesOf(interpreter).get(module) ?? 0;
  const before = torch.backwards.length;
  const result = yield* underWay({ module, times }, root, torch, () =>
    interpreter.callMethod(module, 'training_step', args),
  );
  const first = torch.backwards[before];
  if (result === null && first) root.result = new Tensor(first.tensor);
  return result;
}

/** The parts of a batch, as arguments. */
function batchOf(batch: Value): Arguments {
  const none = new Map<string, Value>();
  if (batch instanceof PyTuple || batch instanceof PyList)
    return { args: batch.items, keywords: none };
  if (!(batch instanceof PyDict)) return { args: [batch], keywords: none };
  const named = batch.entries().flatMap(([key, value]) => {
    return typeof key === 'string' ? [[key, value] as const] : [];
  });
  return { args: [], keywords: new Map(named) };
}

/** Runs a call with the module among those that are under way. */
function* underWay(
  call: ModuleCall,
  root: RootCall | null,
  torch: Torch,
  run: () => Step<Value>,
): Step<Value> {
  torch.calls.push(call);
  try {
    const result = yield* run();
    if (root) root.result = result;
    return result;
  } finally {
    torch.calls.pop();
    if (root) root.to = torch.tape.length;
  }
}

function isUnknown(value: Value): boolean {
  return value instanceof Unknown;
}

/** A script that has called a model so often goes on behind its loops. */
const MANY_CALLS = 64;

function rootCall(
  module: PyInstance,
  given: Arguments,
  interpreter: Interpreter,
  step = false,
): RootCall {
  const torch = Torch.of(interpreter);
  const from = torch.tape.length;
  const root: RootCall = {
    module,
    ...given,
    ...(step && { step }),
    result: null,
    stack: userStack(interpreter),
    from,
    to: from,
    drawsBefore: torch.draws.length,
    training: module.attributes.get('training') !== false,
  };
  torch.rootCalls.push(root);
  const calls = torch.rootCalls.filter((call) => call.module === module);
  if (calls.length > MANY_CALLS) interpreter.leaveLoops += 1;
  return root;
}

/** How often the module had been called before. */
function countCall(module: PyInstance, interpreter: Interpreter): number {
  const times = timesOf(interpreter);
  const before = times.get(module) ?? 0;
  times.set(module, before + 1);
  return before;
}

function timesOf({ memory }: Interpreter): WeakMap<PyInstance, number> {
  let times = memory.get(TIMES) as WeakMap<PyInstance, number> | undefined;
  if (!times) memory.set(TIMES, (times = new WeakMap()));
  return times;
}
