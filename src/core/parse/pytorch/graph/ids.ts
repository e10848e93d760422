/** Ids of nodes: the module's path for a layer, the path and the function's name for what a module's `forward` does itself. */
import type { PyInstance } from '../../python/values';
import type { ModuleCall, Recorded } from '../tape';
import { join, type ModelNames } from './names';

/** Names for operators, as `torch.fx` has them. */
const OPERATORS: Readonly<Record<string, string>> = {
  '+': 'add',
  '-': 'sub',
  '*': 'mul',
  '/': 'div',
  '//': 'floordiv',
  '%': 'mod',
  '**': 'pow',
  '@': 'matmul',
  '[]': 'getitem',
  '[]=': 'setitem',
  '==': 'eq',
  '!=': 'ne',
  '<': 'lt',
  '<=': 'le',
  '>': 'gt',
  '>=': 'ge',
};

export class NodeIds {
  private readonly taken = new Set<string>();
  private paths: ReadonlySet<string> | null = null;
  /** The number that was last put behind a wish. */
  private readonly numbers = new Map<string, number>();
  /** The first call of each module within this graph, from which its calls are counted. */
  private readonly firstCall = new Map<PyInstance, number>();

  constructor(private readonly names: ModelNames) {}

  /** A free id for what is no module, but `what`: names of modules are left to them. */
  apart(wish: string, what: string): string {
    this.paths ??= new Set(this.names.modules.values());
    return this.unique(this.paths.has(wish) ? `${wish}_${what}` : wish);
  }

  /** A free id: the wish itself, else with a number behind it. */
  unique(wish: string): string {
    let id = wish;
    let number = this.numbers.get(wish) ?? 0;
    while (this.taken.has(id)) {
      number += 1;
      id = `${wish}_${number}`;
    }
    this.numbers.set(wish, number);
    this.taken.add(id);
    return id;
  }

  /** Id of a node for an operation. */
  of({ calls, layer, word }: Recorded): string {
    const path = this.pathOf(calls);
    if (layer && calls.at(-1)?.module === layer)
      return this.unique(path === '' ? plain(word) : path);
    return this.unique(join(path, plain(word)));
  }

  /** Paths of the modules that an operation stands in, outermost first, without the root and without the layer itself. */
  scopeOf({ calls, layer }: Recorded): string[] {
    const around = layer && calls.at(-1)?.module === layer ? calls.slice(0, -1) : calls;
    return around
      .map((_, i) => this.pathOf(around.slice(0, i + 1)))
      .filter((path, i, all) => path !== '' && all.indexOf(path) === i);
  }

  /** The path of the innermost named module; `encoder@2.linear` in the second call of `encoder`. */
  private pathOf(calls: readonly ModuleCall[]): string {
    const { modules } = this.names;
    const innermost = calls.findLast(({ module }) => modules.has(module));
    const path = innermost ? modules.get(innermost.module)! : '';
    const repeated = calls.find(({ module, times }) => this.timesOf(module, times) > 0);
    if (!repeated) return path;
    const base = modules.get(repeated.module) ?? '';
    const times = `@${this.timesOf(repeated.module, repeated.times) + 1}`;
    if (base === '') return path === '' ? path : path + times;
    return path.startsWith(base) ? `${base}${times}${path.slice(base.length)}` : path + times;
  }

  private timesOf(module: PyInstance, times: number): number {
    const first = this.firstCall.get(module);
    if (first === undefined) this.firstCall.set(module, times);
    return times - (first ?? times);
  }
}

/** The word as a name. */
function plain(word: string): string {
  const operator = OPERATORS[word] ?? OPERATORS[word.replace(/=$/, '')];
  return operator ?? (word.replace(/[^A-Za-z0-9_]+/g, '_').toLowerCase() || 'op');
}
