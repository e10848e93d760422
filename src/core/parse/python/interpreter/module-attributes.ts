/** Attributes of modules: native ones and their Python text, files of the workspace, submodules. */
import * as l10n from '@vscode/l10n';
import type { Step } from '../steps';
import { PyModule, type Value } from '../values';
import { NO_KEYWORDS, type Engine } from './engine';
import { LiveDict } from './live-dict';
import { pending, type Maybe } from './maybe';

/** A module whose attributes may take steps to make: Python text that is run, or a module inside it that is imported. */
export class LazyModule extends PyModule {
  constructor(
    name: string,
    find: (name: string) => Value | undefined,
    open: boolean,
    /** Makes an attribute that is not there yet; undefined where there is none. */
    readonly make: (name: string) => Maybe<Value | undefined>,
    /** Names that `from module import *` gives, beside the attributes that are there. */
    readonly offered: readonly string[],
  ) {
    super(name, find, open);
  }
}

/** `module.name`; unknown where the module is open. */
export function moduleAttribute(
  engine: Engine,
  module: PyModule,
  name: string,
): Maybe<Value | undefined> {
  const value = module.get(name);
  if (value !== undefined) return value;
  switch (name) {
    case '__dict__':
      return new LiveDict(module.attributes);
    case '__name__':
      return module.name;
    case '__class__':
      return module.cls;
    default:
      return makeAttribute(engine, module, name);
  }
}

function* makeAttribute(engine: Engine, module: PyModule, name: string): Step<Value | undefined> {
  if (module instanceof LazyModule) {
    const made = module.make(name);
    const value = pending(made) ? yield* made : made;
    if (value !== undefined) return value;
  }
  const handler = module.attributes.get('__getattr__');
  if (handler !== undefined && !name.startsWith('__')) {
    const value = engine.invoke(handler, [name], NO_KEYWORDS);
    return pending(value) ? yield* value : value;
  }
  if (module.open && !name.startsWith('__')) return unknownMember(engine, module.name, name);
  return undefined;
}

/** A member of a module that is not known. */
export function unknownMember(engine: Engine, module: string, name: string): Value {
  return engine.unknown(
    l10n.t('{0} comes from the module {1}, which is not known here.', name, module),
  );
}
