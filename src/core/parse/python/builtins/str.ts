/** The class str: what it has in common with other sequences, and formatting. */
import * as l10n from '@vscode/l10n';
import type { Interpreter } from '../interpreter';
import { ready, type Step } from '../steps';
import { NOT_IMPLEMENTED, PyBoxed, PyBytes, PyClass, PySlice, STR, type Value } from '../values';
import { formatPlain } from './format';
import { iteratorOf } from './iterators';
import { construct, methods } from './methods';
import { known, string, typeName, unbox } from './needs';
import { formatPercent } from './percent';
import { defineEquality, defineOrder, repetitions } from './sequences';
import { formatTemplate } from './str-format';
import { characters, lengthOf, searchCost } from './strings';
import { positionOf, stretchOf, taken } from './subscripts';
import { repr, text } from './text';

/** Receivers of the methods of str. */
export const str = (value: Value): string | undefined => {
  const plain = unbox(value);
  return typeof plain === 'string' ? plain : undefined;
};

construct(
  STR,
  "__new__(cls, object='', encoding=None, errors=None)",
  function* (cls, bound, interpreter) {
    const object = known(bound.get('object'));
    const bytes = object instanceof PyBytes && bound.given('encoding');
    const value = bytes ? object.text : yield* text(object, interpreter);
    return cls instanceof PyClass && cls !== STR ? new PyBoxed(cls, value) : value;
  },
);

methods(STR, str, {
  '__len__(self)': (self) => BigInt(lengthOf(self)),
  '__iter__(self)': (self, _, interpreter) => iteratorOf(self, interpreter)!,
  '__hash__(self)': (_self, _, interpreter) =>
    interpreter.unknown(l10n.t('This hash is different each time that Python runs.')),
  '__str__(self)': (self) => self,
  *'__repr__(self)'(self, _, interpreter) {
    return yield* repr(self, interpreter);
  },
  '__contains__(self, value)': (self, bound, interpreter) => {
    const part = unbox(known(bound.get('value')));
    if (typeof part === 'string') {
      interpreter.spend(searchCost(self, part));
      return self.includes(part);
    }
    const message = `'in <string>' requires string as left operand, not ${typeName(part)}`;
    return interpreter.raise('TypeError', message);
  },
  *'__getitem__(self, index)'(self, bound, interpreter) {
    const items = characters(self);
    const at = bound.get('index');
    if (!(at instanceof PySlice)) {
      return items[yield* positionOf(at, items.length, 'string', interpreter)]!;
    }
    const stretch = yield* stretchOf(at, items.length, interpreter);
    interpreter.allocate(stretch.count);
    return taken(items, stretch).join('');
  },
  '__add__(self, other)': (self, bound, interpreter) => {
    const other = unbox(bound.get('other'));
    if (typeof other !== 'string') return NOT_IMPLEMENTED;
    // JavaScript shares the longer part.
    interpreter.allocate(1 + Math.min(self.length, other.length));
    return self + other;
  },
  '__mul__(self, count)': (self, bound, interpreter) =>
    repeat(self, bound.get('count'), interpreter),
  '__rmul__(self, count)': (self, bound, interpreter) =>
    repeat(self, bound.get('count'), interpreter),
  *'__mod__(self, values)'(self, bound, interpreter) {
    return yield* formatPercent(self, bound.get('values'), interpreter);
  },
  *'__format__(self, spec)'(self, bound, interpreter) {
    const spec = string(bound.get('spec'), '__format__() argument must be str', interpreter);
    return yield* formatPlain(self, spec, interpreter);
  },
  *'format(self, *args, **kwargs)'(self, bound, interpreter) {
    const named = (name: string) => ready(bound.keywords.get(name));
    return yield* formatTemplate(self, { positional: bound.rest, named }, interpreter);
  },
  *'format_map(self, mapping)'(self, bound, interpreter) {
    const named = (name: string) => interpreter.getItem(bound.get('mapping'), name);
    return yield* formatTemplate(self, { positional: null, named }, interpreter);
  },
});
defineEquality(STR, str);
defineOrder(STR, str);

function* repeat(self: string, count: Value, interpreter: Interpreter): Step<Value> {
  const times = yield* repetitions(count, self.length, interpreter);
  return times === undefined ? NOT_IMPLEMENTED : self.repeat(times);
}
