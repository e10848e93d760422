/**
 * `nn.utils.rnn`: sequences of different lengths. A packed sequence is the padded one, which passes through: what lies behind a sequence's
 * end is computed like the rest.
 */
import * as l10n from '@vscode/l10n';
import { native, nativeClass } from '../../python/native';
import type { Interpreter } from '../../python/interpreter';
import { PyInstance, PyProperty, PyTuple, type Value } from '../../python/values';
import { boolOf, itemsOf, realOf, tensorOf } from '../read';
import { record } from '../record';
import { Tensor } from '../tape';
import { constant, stack, transpose } from '../tensor/ops';

function attribute(name: string): PyProperty {
  return new PyProperty(native(`${name}(self)`, (bound) => held(bound.get('self'), name)));
}

function held(value: Value, name: string): Value {
  return (value instanceof PyInstance && value.attributes.get(`_${name}`)) || null;
}

const PACKED = nativeClass(
  'PackedSequence',
  { module: 'torch.nn.utils.rnn' },
  {
    to: native('to(self, *args, **kwargs)', (bound) => bound.get('self')),
    cuda: native('cuda(self, *args, **kwargs)', (bound) => bound.get('self')),
    data: attribute('data'),
    // A named tuple: data, sizes of batches, order.
    __getitem__: native('__getitem__(self, index)', (bound, interpreter) => {
      if (bound.get('index') === 0n) return held(bound.get('self'), 'data');
      return interpreter.unknown(
        l10n.t('The sizes of batches of a packed sequence are not known.'),
      );
    }),
    lengths: attribute('lengths'),
  },
);

/** True for packed sequences. */
export function isPacked(value: Value): value is PyInstance {
  return value instanceof PyInstance && value.cls === PACKED;
}

/** The padded tensor of a packed sequence. */
export function sequenceOf(packed: PyInstance): Tensor {
  const data = held(packed, 'data');
  if (data instanceof Tensor) return data;
  throw new Error('a packed sequence without a tensor');
}

/** True when the batch is the first dimension of the padded tensor. */
export function isBatchFirst(packed: PyInstance): boolean {
  return held(packed, 'batch_first') === true;
}

/** Another sequence of the same lengths. */
export function packedLike(packed: PyInstance, data: Tensor): PyInstance {
  return pack(data, isBatchFirst(packed), held(packed, 'lengths'));
}

function pack(data: Tensor, batchFirst: boolean, lengths: Value): PyInstance {
  const packed = new PyInstance(PACKED);
  packed.attributes.set('_data', data);
  packed.attributes.set('_batch_first', batchFirst);
  packed.attributes.set('_lengths', lengths);
  return packed;
}

function note(interpreter: Interpreter): void {
  interpreter.note(
    'packed-sequence',
    l10n.t(
      'Packed sequences stay padded here: what lies behind the end of a sequence is computed like the rest.',
    ),
  );
}

/** Sequences of different lengths in one tensor, filled up behind their ends. */
function padded(
  sequences: readonly Tensor[],
  batchFirst: boolean,
  value: number,
  interpreter: Interpreter,
): Tensor {
  const word = 'pad_sequence';
  const longest = Math.max(0, ...sequences.map(({ shape }) => shape[0] ?? 0));
  const equal = sequences.map((sequence) => {
    const missing = longest - (sequence.shape[0] ?? 0);
    if (missing === 0) return sequence;
    const borders = sequence.shape.map((_, d) => [0, d === 0 ? missing : 0] as const);
    const op = { type: 'pad', borders, mode: 'constant', value } as const;
    return record({ op, inputs: [sequence], word }, interpreter);
  });
  return stack(equal, batchFirst ? 0 : 1, word, interpreter);
}

function sequencesOf(value: Value, interpreter: Interpreter): Tensor[] {
  return itemsOf(value).map((each) => tensorOf(each, 'sequences', interpreter));
}

function lengthsOf(sequences: readonly Tensor[], interpreter: Interpreter): Tensor {
  const values = sequences.map(({ shape }) => shape[0] ?? 0);
  return constant([values.length], { kind: 'given', values }, 'int64', interpreter);
}

const FUNCTIONS = [
  native(
    'pack_padded_sequence(input, lengths, batch_first=False, enforce_sorted=True)',
    (bound, interpreter) => {
      note(interpreter);
      const input = tensorOf(bound.get('input'), 'input', interpreter);
      const batchFirst = boolOf(bound.get('batch_first'), 'batch_first', interpreter);
      return pack(input, batchFirst, bound.get('lengths'));
    },
  ),
  native(
    'pad_packed_sequence(sequence, batch_first=False, padding_value=0.0, total_length=None)',
    (bound, interpreter) => {
      const packed = bound.get('sequence');
      if (!isPacked(packed)) {
        return interpreter.raise('TypeError', 'sequence must be a PackedSequence');
      }
      const batchFirst = boolOf(bound.get('batch_first'), 'batch_first', interpreter);
      const data = sequenceOf(packed);
      const turned =
        batchFirst === isBatchFirst(packed)
          ? data
          : transpose(data, 0, 1, 'pad_packed_sequence', interpreter);
      return new PyTuple([turned, held(packed, 'lengths')]);
    },
  ),
  native('pack_sequence(sequences, enforce_sorted=True)', (bound, interpreter) => {
    note(interpreter);
    const sequences = sequencesOf(bound.get('sequences'), interpreter);
    const lengths = lengthsOf(sequences, interpreter);
    return pack(padded(sequences, false, 0, interpreter), false, lengths);
  }),
  native(
    "pad_sequence(sequences, batch_first=False, padding_value=0.0, padding_side='right')",
    (bound, interpreter) => {
      const sequences = sequencesOf(bound.get('sequences'), interpreter);
      const batchFirst = boolOf(bound.get('batch_first'), 'batch_first', interpreter);
      const value = realOf(bound.get('padding_value'), 'padding_value', interpreter);
      return padded(sequences, batchFirst, value, interpreter);
    },
  ),
];

/** Attributes of `torch.nn.utils.rnn`. */
export const RNN_UTILS: Readonly<Record<string, Value>> = {
  PackedSequence: PACKED,
  ...Object.fromEntries(FUNCTIONS.map((fn) => [fn.name, fn])),
};
