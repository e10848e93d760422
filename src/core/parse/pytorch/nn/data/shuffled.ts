/** The order in which loaders take rows: drawn by PyTorch's generator while a script runs, so it is worked out while the code is read. */
import * as l10n from '@vscode/l10n';
import type { InitializationStep } from '../../../../model/graph';
import type { Interpreter } from '../../../python/interpreter';
import { native } from '../../../python/native';
import { PyList, Unknown, type Value } from '../../../python/values';
import { intOf, tensorOf } from '../../read';
import { Torch } from '../../tape';
import { filledNode, graphOf } from '../../tensor/bare-graph';
import { drawnNumbers } from '../../tensor/drawn';

type Numbers = ArrayLike<number>;

const FILLED = 'filled';

/** A longer order is not worked out. */
const MOST = 1_000_000;

/** `torch.randperm` of a generator with this seed that has given so many words of 32 bits. */
function permutation(
  count: number,
  seed: number,
  words: number,
  interpreter: Interpreter,
): Numbers | null {
  if (count > MOST) return null;
  const shape = [count];
  const skipped: InitializationStep = {
    tensor: null,
    shape: [words],
    initializer: { kind: 'uniform', low: 0, high: 1 },
    dtype: 'float32',
  };
  const drawn: InitializationStep = { tensor: FILLED, shape, initializer: { kind: 'permutation' } };
  const steps = [seedStep(seed), skipped, drawn];
  const node = filledNode(FILLED, shape);
  return Torch.of(interpreter).compute(graphOf([node], 'float64', steps));
}

/** Of a seed, the generator takes the lowest 32 bits. */
function seedStep(seed: number): InitializationStep {
  return { tensor: null, shape: [], initializer: { kind: 'seed', seed: seed % 2 ** 32 } };
}

function listed(numbers: Numbers | null, count?: number): Value {
  return numbers && new PyList(Array.from(numbers).slice(0, count).map(BigInt));
}

/** Functions for the Python text of data loaders; None where numbers cannot be had. */
export const SHUFFLING = Object.fromEntries(
  [
    native('_numbers(tensor)', (bound, interpreter) => {
      const { source } = tensorOf(bound.get('tensor'), 'tensor', interpreter).ref;
      return source.kind === 'slot' ? listed(drawnNumbers(source.slot, null, interpreter)) : null;
    }),
    native('_permutation(count, seed, words, first)', (bound, interpreter) => {
      if (bound.get('seed') instanceof Unknown) return null;
      const [count, seed, words, first] = ['count', 'seed', 'words', 'first'].map((name) =>
        intOf(bound.get(name), name, interpreter),
      ) as [number, number, number, number];
      return listed(permutation(count, seed, words, interpreter), first);
    }),
    native('_note_order()', (_, interpreter) => {
      const message = l10n.t(
        'The rows of this batch are the first ones here: in which order PyTorch takes them is not known.',
      );
      interpreter.note('not-shuffled', message);
      return null;
    }),
  ].map((fn) => [fn.name, fn]),
);
