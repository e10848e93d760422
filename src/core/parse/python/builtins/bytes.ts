/** The class bytes, whose text has one character for each byte. */
import type { Interpreter } from '../interpreter';
import type { Step } from '../steps';
import { BYTES, NOT_IMPLEMENTED, PyBytes, PySlice, type Value } from '../values';
import { isWhole, whole } from './arithmetic';
import { drain, iteratorOf } from './iterators';
import { construct, instances, methods } from './methods';
import { index, known, unbox } from './needs';
import { defineEquality, defineOrder } from './sequences';
import { positionOf, stretchOf, taken } from './subscripts';
import { repr } from './text';
import { fromUtf8, toUtf8 } from './utf8';

const bytes = instances(PyBytes);

construct(
  BYTES,
  "__new__(cls, source='', encoding=None, errors=None)",
  function* (_, bound, interpreter) {
    const source = unbox(known(bound.get('source')));
    if (source instanceof PyBytes) return source;
    if (typeof source === 'string') {
      if (source !== '' && !bound.given('encoding')) {
        interpreter.raise('TypeError', 'string argument without an encoding');
      }
      return new PyBytes(toUtf8(source));
    }
    if (isWhole(source)) {
      const count = Number(whole(source));
      if (count < 0) interpreter.raise('ValueError', 'negative count');
      interpreter.allocate(count);
      return new PyBytes('\0'.repeat(count));
    }
    return yield* fromItems(source, interpreter);
  },
);

function* fromItems(source: Value, interpreter: Interpreter): Step<Value> {
  let text = '';
  for (const item of yield* drain(source, interpreter)) {
    const byte = yield* index(item, interpreter);
    if (byte < 0n || byte > 255n) {
      interpreter.raise('ValueError', 'bytes must be in range(0, 256)');
    }
    text += String.fromCharCode(Number(byte));
  }
  return new PyBytes(text);
}

methods(BYTES, bytes, {
  '__len__(self)': (self) => BigInt(self.text.length),
  '__iter__(self)': (self, _, interpreter) => iteratorOf(self, interpreter)!,
  *'__getitem__(self, index)'({ text }, bound, interpreter) {
    const at = bound.get('index');
    if (!(at instanceof PySlice)) {
      const i = yield* positionOf(at, text.length, 'byte', interpreter, 'index out of range');
      return BigInt(text.charCodeAt(i));
    }
    return new PyBytes(taken(text, yield* stretchOf(at, text.length, interpreter)).join(''));
  },
  '__contains__(self, value)': ({ text }, bound) => {
    const value = unbox(known(bound.get('value')));
    if (value instanceof PyBytes) return text.includes(value.text);
    return isWhole(value) && text.includes(String.fromCharCode(Number(whole(value))));
  },
  '__add__(self, other)': (self, bound, interpreter) => {
    const other = bound.get('other');
    if (!(other instanceof PyBytes)) return NOT_IMPLEMENTED;
    interpreter.allocate(self.text.length + other.text.length);
    return new PyBytes(self.text + other.text);
  },
  "decode(self, encoding='utf-8', errors='strict')": (self, _, interpreter) =>
    fromUtf8(self.text) ??
    interpreter.raise('ValueError', "'utf-8' codec can't decode these bytes"),
  'hex(self)': ({ text }) =>
    Array.from(text, (c) => c.charCodeAt(0).toString(16).padStart(2, '0')).join(''),
  *'__repr__(self)'(self, _, interpreter) {
    return yield* repr(self, interpreter);
  },
});
defineEquality(BYTES, bytes);
defineOrder(BYTES, bytes);
