/** How modules are printed. */
import type { Interpreter } from '../../../python/interpreter';
import { native } from '../../../python/native';
import type { Step } from '../../../python/steps';
import type { PyInstance } from '../../../python/values';
import { selfOf } from './arguments';
import { childrenOf } from './parts';

/** The class, what `extra_repr` says, and the parts below, indented. */
function* textOf(module: PyInstance, interpreter: Interpreter): Step<string> {
  const extra = yield* interpreter.callMethod(module, 'extra_repr');
  const lines: string[] = [];
  for (const [name, child] of childrenOf(module)) {
    const text = yield* textOf(child, interpreter);
    lines.push(`  (${name}): ${text.replaceAll('\n', '\n  ')}`);
  }
  const own = typeof extra === 'string' ? extra : '';
  interpreter.allocate(own.length + lines.reduce((sum, { length }) => sum + length, 0));
  if (lines.length === 0) return `${module.cls.name}(${own})`;
  const head = own === '' ? [] : own.split('\n').map((line) => `  ${line}`);
  return `${module.cls.name}(\n${[...head, ...lines].join('\n')}\n)`;
}

/** `Module.__repr__`, `extra_repr` */
export const PRINTING = [
  native('__repr__(self)', (bound, interpreter) => textOf(selfOf(bound), interpreter)),
  native('extra_repr(self)', () => ''),
  native('_get_name(self)', (bound) => selfOf(bound).cls.name),
];
