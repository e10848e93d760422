/** Modules whose `__init__` does not call that of `nn.Module`: PyTorch refuses them; here it is reported, and evaluation goes on. */
import * as l10n from '@vscode/l10n';
import type { Interpreter } from '../../../python/interpreter';
import type { Frame, Place } from '../../../python/place';
import type { Statement, StatementOf } from '../../../python/syntax/ast';
import type { PyInstance } from '../../../python/values';
import { Torch, type Finding } from '../../tape';
import { initialize, type PartKind } from './parts';

/** What PyTorch calls the parts. */
const WORDS: Record<PartKind, string> = {
  _parameters: 'parameters',
  _buffers: 'buffer',
  _modules: 'module',
};

/** Modules that were initialized although their code does not do it. */
const FORGIVEN = Symbol('forgiven');

/** Reports the missing call and goes on as if it were there. */
export function initializeAnyway(
  module: PyInstance,
  name: string,
  kind: PartKind,
  interpreter: Interpreter,
): void {
  initialize(module);
  forgiven(interpreter).add(module);
  const { place } = interpreter;
  if (!place) return;
  const message = l10n.t(
    '"{0}" is set before super().__init__() is called: PyTorch stops here with "cannot assign {1} before Module.__init__() call". Call super().__init__() first in __init__.',
    name,
    WORDS[kind],
  );
  const { findings } = Torch.of(interpreter);
  const code = 'forgotten-super-init';
  const known = findings.some(
    (each) => each.code === code && each.place.file === place.file && inSame(each.place, place),
  );
  if (known) return;
  findings.push({ severity: 'error', code, message, place, fixes: fixesFor(interpreter) });
}

/** True when `__init__` of `nn.Module` must not empty the module, because parts were put into it before. */
export function wasForgiven(module: PyInstance, interpreter: Interpreter): boolean {
  return forgiven(interpreter).has(module);
}

function forgiven({ memory }: Interpreter): Set<PyInstance> {
  let set = memory.get(FORGIVEN) as Set<PyInstance> | undefined;
  if (!set) memory.set(FORGIVEN, (set = new Set()));
  return set;
}

function inSame(a: Place, b: Place): boolean {
  return a.span.start === b.span.start;
}

/** `super().__init__()` as the first statement of the `__init__` that is under way. */
function fixesFor({ frames }: Interpreter): Finding['fixes'] {
  const frame = frames.findLast(({ file, name }) => !file.library && name.endsWith('__init__'));
  const init = frame && initAround(frame);
  if (!frame || !init) return [];
  const first = init.body[isText(init.body[0]) && init.body.length > 1 ? 1 : 0]!;
  const { file } = frame;
  const line = file.lines.line(file.lines.lineAt(first.start));
  const indent = file.lines.text.slice(line.start, first.start);
  if (indent.trim() !== '') return [];
  const span = { start: first.start, end: first.start };
  const newText = `super().__init__()\n${indent}`;
  return [
    { title: l10n.t('Call super().__init__() first'), edits: [{ place: { file, span }, newText }] },
  ];
}

/** The innermost `def __init__` around what a frame evaluates. */
function initAround({ file, at }: Frame): StatementOf<'function'> | null {
  let found: StatementOf<'function'> | null = null;
  const visit = (statements: readonly Statement[]) => {
    for (const statement of statements) {
      if (statement.start > at.start || statement.end < at.end) continue;
      if (statement.kind === 'function' && statement.name === '__init__') found = statement;
      for (const body of bodiesOf(statement)) visit(body);
    }
  };
  visit(file.tree.body);
  return found;
}

function bodiesOf(statement: Statement): (readonly Statement[])[] {
  switch (statement.kind) {
    case 'if':
    case 'for':
    case 'while':
      return [statement.body, statement.otherwise];
    case 'try':
      return [
        statement.body,
        ...statement.handlers.map(({ body }) => body),
        statement.otherwise,
        statement.finally,
      ];
    case 'class':
    case 'function':
    case 'with':
      return [statement.body];
    default:
      return [];
  }
}

function isText(statement: Statement | undefined): boolean {
  return (
    statement?.kind === 'expression' &&
    statement.value.kind === 'constant' &&
    typeof statement.value.value === 'string'
  );
}
