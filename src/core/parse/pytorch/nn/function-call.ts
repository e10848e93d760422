/** Layers whose `forward` is a call of a function of torch.nn.functional with their attributes. */
import type { Interpreter } from '../../python/interpreter';
import type { Step } from '../../python/steps';
import { Unknown, type PyInstance, type Value } from '../../python/values';
import { Torch } from '../tape';

/** A call as it is written in a row. */
export interface FunctionCall {
  readonly name: string;
  readonly args: readonly {
    /** The keyword; null for positional arguments. */
    readonly keyword: string | null;
    /** An attribute, a parameter of `forward`, or a text in quotes. */
    readonly value: string;
  }[];
}

/** Reads `interpolate(input, size, mode=mode)`. */
export function readCall(text: string): FunctionCall {
  const open = text.indexOf('(');
  const parts = text
    .slice(open + 1, -1)
    .split(',')
    .map((part) => part.trim().split('='));
  return {
    name: text.slice(0, open),
    args: parts.map(([first, second]) =>
      second === undefined ? { keyword: null, value: first! } : { keyword: first!, value: second },
    ),
  };
}

/** Calls the function; what it records is the layer. */
export function* runCall(
  { name, args }: FunctionCall,
  module: PyInstance,
  given: Readonly<Record<string, Value>>,
  interpreter: Interpreter,
): Step<Value> {
  const positional: Value[] = [];
  const keywords = new Map<string, Value>();
  for (const { keyword, value } of args) {
    const argument = yield* argumentOf(value, module, given, interpreter);
    if (keyword === null) positional.push(argument);
    else keywords.set(keyword, argument);
  }
  return yield* asLayer(module, interpreter, function* () {
    const functional = yield* interpreter.importModule('torch.nn.functional');
    return yield* interpreter.callMethod(functional, name, positional, keywords);
  });
}

/** What functions of torch.nn.functional record in here is this layer. */
function* asLayer<T>(module: PyInstance, interpreter: Interpreter, run: () => Step<T>): Step<T> {
  const torch = Torch.of(interpreter);
  const before = torch.layer;
  torch.layer = module;
  try {
    return yield* run();
  } finally {
    torch.layer = before;
  }
}

function* argumentOf(
  text: string,
  module: PyInstance,
  given: Readonly<Record<string, Value>>,
  interpreter: Interpreter,
): Step<Value> {
  if (text.startsWith("'")) return text.slice(1, -1);
  if (text === 'training') return isActive(module, interpreter);
  return Object.hasOwn(given, text) ? given[text]! : yield* interpreter.getAttribute(module, text);
}

/** True unless the layer is in evaluation mode while the model around it is not: the mode of the whole model is the graph's. */
export function isActive(module: PyInstance, interpreter: Interpreter): boolean {
  const own = module.attributes.get('training');
  const root = Torch.of(interpreter).calls[0]?.module.attributes.get('training');
  return own instanceof Unknown || own === true || (root !== undefined && root !== true);
}
