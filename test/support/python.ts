/** Runs Python text in our interpreter, with its built-in functions and library, for tests. */
import { Lines } from '../../src/core/parse/lines';
import { BUILTINS } from '../../src/core/parse/python/builtins';
import type { Library, Note } from '../../src/core/parse/python/interpreter';
import { Run } from '../../src/core/parse/python/interpreter/index';
import { LIBRARY } from '../../src/core/parse/python/library';
import type { SourceFile } from '../../src/core/parse/python/place';
import { runToEnd, type Answer, type Request } from '../../src/core/parse/python/steps';
import { readPython } from '../../src/core/parse/python/syntax/parse';
import type { Value } from '../../src/core/parse/python/values';

export interface PythonOptions {
  /** Texts of the other files of the workspace, by their paths from the folder of the main file. */
  readonly files?: Readonly<Record<string, string>>;
  /** Modules beside those of the library. */
  readonly library?: Library;
  readonly limits?: { readonly operations?: number; readonly elements?: number };
  /** Built-in functions beside those that there are, or instead of them. */
  readonly builtins?: Readonly<Record<string, Value>>;
  /** What libraries find in the memory of the run. */
  readonly memory?: readonly (readonly [key: unknown, value: unknown])[];
}

export interface PythonRun {
  /** Names of the file and their values. */
  readonly globals: ReadonlyMap<string, Value>;
  readonly run: Run;
  /** What statements raised, in Python's words, with the text at the place where it was raised: `NameError: … @ text`. */
  readonly failures: readonly string[];
  readonly notes: readonly Note[];
  /** `repr()` of a name of the file. */
  readonly repr: (name: string) => string;
}

/** Runs a text as the model file. */
export function runPython(text: string, options: PythonOptions = {}): PythonRun {
  const { files = {}, library, limits = {}, memory = [], builtins = {} } = options;
  const joined: Library = { module: (name) => library?.module(name) ?? LIBRARY.module(name) };
  const names = new Map([...BUILTINS, ...Object.entries(builtins)]);
  const run = new Run({ library: joined, builtins: names, limits });
  for (const [key, value] of memory) run.memory.set(key, value);
  const module = runToEnd(run.module(sourceOf(text), '__main__'), (asked) => find(files, asked));
  const globals = module.attributes;
  return {
    globals,
    run,
    failures: run.failures.map(({ message, error }) => `${message} @ ${placeOf(error.stack_)}`),
    notes: run.notes,
    repr: (name) => {
      const value = globals.get(name);
      return value === undefined ? 'undefined' : runToEnd(run.repr(value));
    },
  };
}

/** A text as the model file. */
export function sourceOf(text: string): SourceFile {
  return { uri: null, library: false, lines: new Lines(text), tree: readPython(text) };
}

/** The first of the asked files that there is. Paths in answers start with a slash, so that folders up can be told. */
export function find(
  files: Readonly<Record<string, string>>,
  { candidates, from }: Request & { kind: 'file' },
): Answer {
  const folders = (from.uri ?? '/model.py').split('/').slice(1, -1);
  for (const { path, base } of candidates) {
    if (base !== 'workspace' && base.up > folders.length) continue;
    const folder = base === 'workspace' ? [] : folders.slice(0, folders.length - base.up);
    const full = [...folder, path].join('/');
    const text = files[full];
    if (text !== undefined) return { uri: `/${full}`, text };
  }
  return null;
}

function placeOf(stack: PythonRun['run']['failures'][number]['error']['stack_']): string {
  const last = stack.at(-1);
  if (!last) return '';
  return last.file.lines.text.slice(last.span.start, last.span.end).split('\n')[0]!;
}
