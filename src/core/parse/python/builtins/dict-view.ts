/** What `keys()`, `values()` and `items()` of a dict give. */
import { OBJECT, PyClass, PyObject, PyTuple, type PyDict, type Value } from '../values';

/** Classes of the views by what they show. */
export const VIEW_CLASSES = {
  keys: new PyClass('dict_keys', [OBJECT], { module: 'builtins' }),
  values: new PyClass('dict_values', [OBJECT], { module: 'builtins' }),
  items: new PyClass('dict_items', [OBJECT], { module: 'builtins' }),
};

/** A view of a dict, which follows its changes. */
export class PyDictView extends PyObject {
  constructor(
    readonly dict: PyDict,
    readonly shows: keyof typeof VIEW_CLASSES,
  ) {
    super(VIEW_CLASSES[shows]);
  }

  items(): Value[] {
    if (this.shows === 'keys') return this.dict.keys();
    if (this.shows === 'values') return this.dict.values();
    return this.dict.entries().map((entry) => new PyTuple(entry));
  }
}
