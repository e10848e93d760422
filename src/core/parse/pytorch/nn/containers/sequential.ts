/** `nn.Sequential` and `nn.ModuleList`. */
import { native, nativeClass } from '../../../python/native';
import { PyDict } from '../../../python/values';
import { selfOf } from '../module/arguments';
import { MODULE } from '../module';
import { initialize, nameOf } from '../module/parts';
import { register } from '../module/register';
import { append, elementsOf, numbered } from './numbered';

/** `nn.Sequential`: each module reads what the one before gives. */
export const SEQUENTIAL = nativeClass(
  'Sequential',
  { bases: [MODULE], module: 'torch.nn' },
  Object.fromEntries(
    [
      native('__init__(self, *args)', (bound, interpreter) => {
        const module = selfOf(bound);
        initialize(module);
        const [first] = bound.rest;
        if (bound.rest.length === 1 && first instanceof PyDict) {
          for (const [name, value] of first.entries()) {
            register(module, '_modules', nameOf(name), value, interpreter);
          }
        } else for (const value of bound.rest) append(module, value, interpreter);
        return null;
      }),
      native('forward(self, input)', function* (bound, interpreter) {
        let value = bound.get('input');
        for (const module of elementsOf(selfOf(bound))) {
          value = yield* interpreter.call(module, [value]);
        }
        return value;
      }),
      ...numbered({ keepNames: true }),
    ].map((method) => [method.name, method]),
  ),
);

/** `nn.ModuleList`: modules in a list. */
export const MODULE_LIST = nativeClass(
  'ModuleList',
  { bases: [MODULE], module: 'torch.nn' },
  Object.fromEntries(
    [
      native('__init__(self, modules=None)', function* (bound, interpreter) {
        const module = selfOf(bound);
        initialize(module);
        const modules = bound.get('modules');
        if (modules === null) return null;
        for (const value of yield* interpreter.listOf(modules)) append(module, value, interpreter);
        return null;
      }),
      ...numbered({ keepNames: false }),
    ].map((method) => [method.name, method]),
  ),
);
