/** Imports: modules of the library, files of the workspace, and open modules in the place of those that we do not have. */
import * as l10n from '@vscode/l10n';
import { Lines } from '../../lines';
import type { Library, NativeModule } from '../interpreter';
import type { SourceFile } from '../place';
import type { FileCandidate, Step } from '../steps';
import type { Module } from '../syntax/ast';
import { parsePython } from '../syntax/parse';
import { PyModule, type Value } from '../values';
import type { Engine, Failure, Home, Missing } from './engine';
import { stepsOf, type Maybe } from './maybe';
import { LazyModule } from './module-attributes';
import { runFile } from './run-file';

const MAX_FILES = 64;
const MAX_CHARACTERS = 2_000_000;
/** How many folders up from the asking file absolute imports are looked for, beside the folders of the workspace. */
const FOLDERS_UP = [0, 1, 2, 3];

/** Files of our own library, read once for all runs. */
const librarySources = new WeakMap<NativeModule, SourceFile>();

/** Reads a text, with pauses. */
function* parsed(text: string): Step<Module> {
  const reading = parsePython(text);
  for (;;) {
    const step = reading.next();
    if (step.done) return step.value;
    yield { kind: 'pause' };
  }
}

/** The modules of a run. */
export class Modules {
  private readonly known = new Map<string, PyModule>();
  private readonly files = new Map<string, PyModule>();
  private readonly absent = new Set<string>();
  private characters = 0;

  constructor(
    private readonly engine: Engine,
    private readonly library: Library,
    private readonly failures: Failure[],
  ) {}

  /** The module of this name, as the code of `home` asks for it. */
  *load(name: string, level: number, home: Home | null, missing: Missing): Step<Value> {
    if (level === 0) {
      const library = this.fromLibrary(name) ?? this.known.get(name);
      if (library) return library;
      const member = yield* this.memberOfLibrary(name);
      if (member !== undefined) return member;
    }
    if (home && !home.file.library) {
      const found = yield* this.fromWorkspace(name, level, home);
      if (found) return found;
      if (level > 0 && name === '') return new PyModule('');
    }
    if (missing === 'none') return null;
    if (missing === 'error') this.engine.raise('ModuleNotFoundError', `No module named '${name}'`);
    return this.open(name);
  }

  /** A module of the library that is imported, or can be. */
  private fromLibrary(name: string): PyModule | undefined {
    const known = this.known.get(name);
    if (known) return known;
    const native = this.library.module(name);
    if (!native) return undefined;
    const { attributes = {}, find } = native;
    const get = (key: string) => (Object.hasOwn(attributes, key) ? attributes[key] : find?.(key));
    let ready = native.source === undefined;
    const make = (key: string): Maybe<Value | undefined> => {
      const inner = this.fromLibrary(`${name}.${key}`);
      if (inner || ready) return inner;
      ready = true;
      return this.runSource(native, module, key);
    };
    const offered = Object.keys(attributes);
    const module: LazyModule = new LazyModule(name, get, native.open ?? false, make, offered);
    this.known.set(name, module);
    return module;
  }

  /** Runs the Python text of a module of the library, then looks for the attribute again. */
  private *runSource(native: NativeModule, module: PyModule, key: string): Step<Value | undefined> {
    let file = librarySources.get(native);
    if (!file) {
      const lines = new Lines(native.source!);
      const tree = yield* parsed(lines.text);
      file = { uri: `library:${module.name}`, library: true, lines, tree };
      librarySources.set(native, file);
    }
    module.attributes.set('__name__', module.name);
    yield* runFile(this.engine, { file, module, stars: null, failures: null });
    return module.get(key);
  }

  /** `os.path` where only `os` is a module of its own. */
  private *memberOfLibrary(name: string): Step<Value | undefined> {
    const dot = name.lastIndexOf('.');
    if (dot < 0) return undefined;
    const parent = this.fromLibrary(name.slice(0, dot));
    if (!parent || parent.open) return undefined;
    return yield* stepsOf(this.engine.find(parent, name.slice(dot + 1)));
  }

  /** Stands for a module that we do not have. */
  private open(name: string): PyModule {
    let module = this.known.get(name);
    if (!module) {
      module = new PyModule(name, undefined, true);
      this.known.set(name, module);
    }
    return module;
  }

  private *fromWorkspace(name: string, level: number, home: Home): Step<PyModule | undefined> {
    const key = `${level} ${name} ${home.file.uri ?? ''}`;
    if (this.absent.has(key)) return undefined;
    const path = name.replaceAll('.', '/');
    const paths = path === '' ? ['__init__.py'] : [`${path}.py`, `${path}/__init__.py`];
    const bases = level > 0 ? [{ up: level - 1 }] : FOLDERS_UP.map((up) => ({ up }));
    const candidates = [...bases, ...(level > 0 ? [] : (['workspace'] as const))].flatMap((base) =>
      paths.map((each): FileCandidate => ({ path: each, base })),
    );
    const found = yield { kind: 'file', candidates, from: home.file };
    if (!found) {
      this.absent.add(key);
      return undefined;
    }
    const module = yield* this.fromFile(found.uri, found.text, name);
    if (level === 0) this.nameParents(name, module, home);
    return module;
  }

  private *fromFile(uri: string, text: string, name: string): Step<PyModule> {
    const known = this.files.get(uri);
    if (known) return known;
    this.characters += text.length;
    if (this.files.size >= MAX_FILES || this.characters > MAX_CHARACTERS) {
      this.engine.note(
        'too-many-files',
        l10n.t('{0} is not read: this file imports too many or too long files.', name),
      );
      return this.open(name);
    }
    const lines = new Lines(text);
    const file: SourceFile = { uri, library: false, lines, tree: yield* parsed(text) };
    const isPackage = uri.endsWith('__init__.py');
    const home: Home = {
      file,
      module: new LazyModule(
        name,
        () => undefined,
        false,
        (key) => (isPackage ? this.inside(key, home) : undefined),
        [],
      ),
      stars: null,
      failures: this.failures,
    };
    home.module.attributes.set('__name__', name);
    home.module.attributes.set('__file__', uri);
    this.files.set(uri, home.module);
    yield* runFile(this.engine, home);
    return home.module;
  }

  /** A module inside a package. */
  private *inside(name: string, home: Home): Step<Value | undefined> {
    return (yield* this.load(name, 1, home, 'none')) ?? undefined;
  }

  /** After `import a.b.c` there are `a` and `a.b`; their own files are read when something else of them is asked for. */
  private nameParents(name: string, module: PyModule, home: Home): void {
    let inner: PyModule = module;
    let path = name;
    for (let dot = path.lastIndexOf('.'); dot > 0; dot = path.lastIndexOf('.')) {
      const [parent, last] = [path.slice(0, dot), path.slice(dot + 1)];
      let known = this.known.get(parent);
      if (!known || known.open) {
        const make = (key: string) => this.memberOfPackage(parent, key, home);
        known = new LazyModule(parent, () => undefined, false, make, []);
        this.known.set(parent, known);
      }
      known.attributes.set(last, inner);
      inner = known;
      path = parent;
    }
  }

  private *memberOfPackage(name: string, key: string, home: Home): Step<Value | undefined> {
    const own = yield* this.fromWorkspace(name, 0, home);
    const value = own && (yield* stepsOf(this.engine.find(own, key)));
    return value ?? (yield* this.fromWorkspace(`${name}.${key}`, 0, home));
  }
}
