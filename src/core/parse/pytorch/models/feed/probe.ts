/** Finds out which layers the inputs of a model come to first: `forward` is called with unknown values, and the layers tell. */
import { Halt, PyError } from '../../../python/errors';
import type { Interpreter } from '../../../python/interpreter';
import { native } from '../../../python/native';
import type { Step } from '../../../python/steps';
import { type PyClass, PyDict, PyInstance, Unknown, type Value } from '../../../python/values';
import type { Arguments } from '../../tape';
import { isOurs } from '../definitions';
import { withValues, type Forward } from './parameters';

/** A layer that an input comes to, and as which of its arguments. */
export interface Contact {
  readonly layer: PyInstance;
  readonly argument: number;
}

/** The first layers with a size of their own that an input comes to, by the parameter's name; under `LATER` those that read results of layers. */
export type Contacts = ReadonlyMap<string, readonly Contact[]>;

/** Layers of torch.nn that tell what they take. */
const TELLING =
  /^(Lazy)?(Linear|Bilinear|Conv[123]d|ConvTranspose[123]d|Embedding|EmbeddingBag|(RNN|LSTM|GRU)(Cell)?|MultiheadAttention|BatchNorm[123]d|InstanceNorm[123]d|GroupNorm|LayerNorm|RMSNorm|Rearrange)$/;

/** Calls the model with a different unknown value for each parameter that must be given. */
export function* probe(
  module: PyInstance,
  forward: Forward,
  interpreter: Interpreter,
): Step<Contacts> {
  const found = new Map<string, Contact[]>();
  const layers = modulesIn(module).filter(
    (each) => tellingName(each.cls) !== null && (each !== module || hasOurForward(each.cls)),
  );
  for (const layer of layers) {
    const tell = native('forward(*args, **kwargs)', (bound) => {
      const [first = null] = [...bound.rest, ...bound.keywords.values()];
      for (const [argument, value] of [...bound.rest, ...bound.keywords.values()].entries()) {
        if (!(value instanceof Unknown)) continue;
        if (!value.reason.startsWith(MARK) && value.reason !== REST) continue;
        // Behind query, key and value come masks.
        if (tellingName(layer.cls) === 'MultiheadAttention' && argument > 2) continue;
        const name = value.reason === REST ? LATER : value.reason.slice(MARK.length);
        const known = found.get(name) ?? [];
        if (known.length < ENOUGH) found.set(name, [...known, { layer, argument }]);
      }
      return first instanceof Unknown ? new Unknown(REST, null) : first;
    });
    layer.attributes.set('forward', tell);
  }
  const marked = forward.required.map((name) => [name, new Unknown(MARK + name, null)] as const);
  const { args, keywords } = withValues(forward, NOTHING, new Map(marked));
  try {
    yield* interpreter.call(module, args, keywords);
  } catch (error) {
    if (!(error instanceof PyError) && !(error instanceof Halt)) throw error;
  } finally {
    for (const layer of layers) layer.attributes.delete('forward');
  }
  return found;
}

/** The name of the layer of torch.nn that a class is or derives from; null for those that do not tell. */
export function tellingName(cls: PyClass): string | null {
  return TELLING.test(layerName(cls)) ? layerName(cls) : null;
}

/** True when no file of the user defines what it does. */
function hasOurForward({ mro }: PyClass): boolean {
  const owner = mro.find((each) => each.attributes.has('forward'));
  return owner !== undefined && isOurs(owner);
}

/** The name of the first class that no file of the user defines. */
function layerName({ mro }: PyClass): string {
  return mro.find(isOurs)?.name ?? '';
}

const NOTHING: Arguments = { args: [], keywords: new Map() };
/** No more layers than these are remembered for an input. */
const ENOUGH = 4;
/** Stands for results of layers among the contacts. */
export const LATER = '';
const MARK = 'input ';
const REST = 'result of a layer';

/** A module and all that it registers. */
export function modulesIn(root: PyInstance, seen = new Set<PyInstance>()): PyInstance[] {
  if (seen.has(root)) return [];
  seen.add(root);
  const children = root.attributes.get('_modules');
  const inside = children instanceof PyDict ? children.values() : [];
  return [root, ...inside.filter(isModule).flatMap((child) => modulesIn(child, seen))];
}

function isModule(value: Value): value is PyInstance {
  return value instanceof PyInstance;
}
