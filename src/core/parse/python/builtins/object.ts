/** The methods that all objects have, and those of None and the like. */
import * as l10n from '@vscode/l10n';
import {
  BUILTIN_FUNCTION,
  ELLIPSIS_TYPE,
  identity,
  NONE_TYPE,
  NOT_IMPLEMENTED,
  NOT_IMPLEMENTED_TYPE,
  OBJECT,
  PyObject,
  type Value,
} from '../values';
import { equal, isPlain } from './compare';
import { formatPlain } from './format';
import { methods } from './methods';
import { string } from './needs';
import { defaultText, element, repr } from './text';

const anything = (value: Value): Value => value;

methods(OBJECT, anything, {
  *'__eq__(self, other)'(self, bound, interpreter) {
    return (yield* equal(self, bound.get('other'), interpreter)) ? true : NOT_IMPLEMENTED;
  },
  *'__ne__(self, other)'(self, bound, interpreter) {
    return !(yield* interpreter.equal(self, bound.get('other')));
  },
  '__hash__(self)': (self, _, interpreter) =>
    self instanceof PyObject
      ? BigInt(identity(self))
      : interpreter.unknown(l10n.t('This hash is different each time that Python runs.')),
  *'__repr__(self)'(self, _, interpreter) {
    const own = isPlain(self) || !(self instanceof PyObject);
    return own ? yield* repr(self, interpreter) : defaultText(self);
  },
  *'__str__(self)'(self, _, interpreter) {
    return yield* element(self, interpreter);
  },
  *'__format__(self, spec)'(self, bound, interpreter) {
    const spec = string(bound.get('spec'), '__format__() argument must be str', interpreter);
    return yield* formatPlain(self, spec, interpreter);
  },
});

for (const cls of [NONE_TYPE, ELLIPSIS_TYPE, NOT_IMPLEMENTED_TYPE, BUILTIN_FUNCTION]) {
  methods(cls, anything, {
    *'__repr__(self)'(self, _, interpreter) {
      return yield* repr(self, interpreter);
    },
  });
}
