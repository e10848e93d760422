/** Built-in functions about texts. */
import { natives } from '../../native';
import { formatValue } from '../format';
import { index, known, string, typeName, unbox } from '../needs';
import { lengthOf } from '../strings';
import { asciiOnly, element } from '../text';

/** `repr`, `format`, `chr` and the like. */
export const TEXT_FUNCTIONS = natives({
  *'repr(obj)'(bound, interpreter) {
    return yield* element(bound.get('obj'), interpreter);
  },
  *'ascii(obj)'(bound, interpreter) {
    return asciiOnly(yield* element(bound.get('obj'), interpreter));
  },
  *'chr(i)'(bound, interpreter) {
    const code = yield* index(bound.get('i'), interpreter);
    if (code < 0n || code > 0x10ffffn) {
      interpreter.raise('ValueError', 'chr() arg not in range(0x110000)');
    }
    return String.fromCodePoint(Number(code));
  },
  'ord(c)': (bound, interpreter) => {
    const given = known(bound.get('c'));
    const text = unbox(given);
    if (typeof text !== 'string') {
      const message = `ord() expected string of length 1, but ${typeName(given)} found`;
      return interpreter.raise('TypeError', message);
    }
    if (lengthOf(text) === 1) return BigInt(text.codePointAt(0)!);
    const message = `ord() expected a character, but string of length ${lengthOf(text)} found`;
    return interpreter.raise('TypeError', message);
  },
  *"format(value, format_spec='')"(bound, interpreter) {
    const spec = string(bound.get('format_spec'), 'format() argument 2 must be str', interpreter);
    return yield* formatValue(bound.get('value'), spec, interpreter);
  },
});
