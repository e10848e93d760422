/** Making and calling modules: `__new__`, `__init__`, `__call__`. */
import type { Interpreter } from '../../../python/interpreter';
import { native } from '../../../python/native';
import type { Step } from '../../../python/steps';
import {
  isInstance,
  PyClass,
  PyInstance,
  PyStaticMethod,
  Unknown,
  type Value,
} from '../../../python/values';
import { userStack } from '../../record';
import { Torch, type RootCall } from '../../tape';
import { LOSS_BASE } from '../bases';
import { selfOf } from './arguments';
import { wasForgiven } from './forgotten';
import { initialize } from './parts';

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
  const root = torch.calls.length === 0 ? rootCall(module, args, keywords, interpreter) : null;
  torch.calls.push({ module, times: countCall(module, interpreter) });
  try {
    const result = yield* interpreter.callMethod(module, 'forward', args, keywords);
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
  args: readonly Value[],
  keywords: ReadonlyMap<string, Value>,
  interpreter: Interpreter,
): RootCall {
  const torch = Torch.of(interpreter);
  const from = torch.tape.length;
  const root: RootCall = {
    module,
    args,
    keywords,
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
function countCall(module: PyInstance, { memory }: Interpreter): number {
  let times = memory.get(TIMES) as WeakMap<PyInstance, number> | undefined;
  if (!times) memory.set(TIMES, (times = new WeakMap()));
  const before = times.get(module) ?? 0;
  times.set(module, before + 1);
  return before;
}
