/** A run of a file's code under way: its files, its names, and the evaluation of further expressions in it. */
import type { PyError } from '../../python/errors';
import type { Run } from '../../python/interpreter/index';
import type { Place, SourceFile } from '../../python/place';
import type { Step } from '../../python/steps';
import type { Expression, Parameter, Statement, StatementOf } from '../../python/syntax/ast';
import { readPython } from '../../python/syntax/parse';
import { Lines } from '../../lines';
import { PyClass, type PyInstance, type PyModule, type Value } from '../../python/values';
import { MODULE_CLASS, type Torch } from '../tape';
import { statementsIn } from './walk';

export class Session {
  /** Modules whose making failed. */
  readonly broken = new Set<PyInstance>();

  constructor(
    readonly run: Run,
    readonly torch: Torch,
    readonly module: PyModule,
    /** The cells of the model file, in order; one for a file. */
    readonly files: readonly SourceFile[],
  ) {}

  /** Remembers the modules whose `__init__` did not come to its end because of an exception. */
  markBroken({ stack_: places }: PyError): void {
    for (const { file, span } of places) {
      const made = this.torch.made.findLast(({ stack }) => {
        const at = stack.at(-1)?.place;
        return at?.file === file && at.span.start === span.start && at.span.end === span.end;
      });
      if (made) this.broken.add(made.module);
    }
  }

  /** True for places in the model file itself. */
  owns({ file }: Place): boolean {
    return this.files.some(({ lines }) => lines === file.lines);
  }

  /** Classes of modules that the model file defines, in the order of the text. */
  get moduleClasses(): PyClass[] {
    const classes = [...new Set(this.module.attributes.values())].filter(
      (value): value is PyClass =>
        value instanceof PyClass &&
        value.isSubclassOf(MODULE_CLASS) &&
        !!value.options.place &&
        this.owns(value.options.place),
    );
    return classes.sort((a, b) => this.order(a.options.place!) - this.order(b.options.place!));
  }

  /** Functions of the outermost level of the model file. */
  get functions(): { readonly file: SourceFile; readonly statement: StatementOf<'function'> }[] {
    return this.files.flatMap((file) =>
      file.tree.body.flatMap((statement) =>
        statement.kind === 'function' ? [{ file, statement }] : [],
      ),
    );
  }

  /** All statements of a kind in the model file. */
  *statements<K extends Statement['kind']>(kind: K): Generator<StatementOf<K>> {
    for (const { tree } of this.files) yield* statementsIn(tree.body, kind);
  }

  /** A number that grows along the cells and their text. */
  order({ file, span }: Place): number {
    return this.files.findIndex(({ lines }) => lines === file.lines) * 1e9 + span.start;
  }

  /** The value of an expression among the file's names; `names` are there beside them. Raises what the expression raises. */
  *evaluate(
    expression: Expression,
    file: SourceFile,
    names: ReadonlyMap<string, Value> = new Map(),
  ): Step<Value> {
    const { start, end } = expression;
    const span = { start, end };
    const parameters = [...names.keys()].map((name): Parameter => ({
      ...span,
      name,
      kind: 'plain',
      annotation: null,
      default: null,
    }));
    const statement: StatementOf<'function'> = {
      ...span,
      kind: 'function',
      name: WRAPPER,
      nameSpan: span,
      parameters,
      returns: null,
      decorators: [],
      body: [{ ...span, kind: 'return', value: expression }],
      yields: false,
      async: false,
    };
    yield* this.run.module(
      { ...file, tree: { body: [statement], comments: [], errors: [] } },
      '__main__',
    );
    const { attributes } = this.module;
    const wrapper = attributes.get(WRAPPER) ?? null;
    attributes.delete(WRAPPER);
    return yield* this.run.call(wrapper, [...names.values()]);
  }

  /** The value of a text of our own; `torch`, `nn`, `optim`, `F` and `SimpleNamespace` are there even if the file does not import them. */
  *text(text: string): Step<Value> {
    const tree = readPython(text);
    const [statement] = tree.body;
    if (statement?.kind !== 'expression') return this.run.unknown(text);
    const file: SourceFile = { uri: null, library: true, lines: new Lines(text), tree };
    return yield* this.evaluate(statement.value, file, yield* this.usualNames());
  }

  /** Modules that expressions may name, without those that the file has under that name. */
  *usualNames(): Step<Map<string, Value>> {
    const names = new Map<string, Value>();
    for (const [name, module] of USUAL) {
      if (this.module.attributes.has(name)) continue;
      names.set(name, yield* this.run.importModule(module));
    }
    if (!this.module.attributes.has('SimpleNamespace')) {
      const types = yield* this.run.importModule('types');
      names.set('SimpleNamespace', yield* this.run.getAttribute(types, 'SimpleNamespace'));
    }
    return names;
  }
}

const WRAPPER = '$expression';

const USUAL = [
  ['torch', 'torch'],
  ['nn', 'torch.nn'],
  ['optim', 'torch.optim'],
  ['F', 'torch.nn.functional'],
] as const;
