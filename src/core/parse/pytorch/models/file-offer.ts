/** What the model file offers to guesses: its names, its classes with their own guessed arguments, and what it reads from configurations. */
import type { Expression } from '../../python/syntax/ast';
import { PyClass, PyDict, PyInstance } from '../../python/values';
import { MODULE_CLASS } from '../tape';
import { blanksOf } from './definitions';
import { guessFor } from './guess';
import type { Field, NameKind, Offer } from './offer';
import type { Session } from './session';
import type { Measure } from './usual';
import { expressionsIn } from './walk';

/** Classes that take others are made so deep. */
const MOST_DEPTH = 4;

/** The offer of a file. */
export function offerOf(session: Session, measure: Measure): Offer {
  const names = new Map<string, NameKind>();
  for (const [name, value] of session.module.attributes) {
    if (value instanceof PyClass && value.options.place) {
      names.set(name, value.isSubclassOf(MODULE_CLASS) ? 'module-class' : 'class');
    } else if (value instanceof PyDict) names.set(name, 'dict');
    else if (value instanceof PyInstance) names.set(name, 'value');
  }
  const making = new Set<string>();
  const offer: Offer = {
    names,
    measure,
    making,
    fieldsOf: (name) => fieldsRead(session, name),
    make: (className) => {
      const cls = session.module.attributes.get(className);
      if (!(cls instanceof PyClass) || making.has(cls.name) || making.size > MOST_DEPTH)
        return null;
      return constructText(cls, offer).text;
    },
  };
  return offer;
}

/** A guessed argument. */
export interface Guessed {
  readonly name: string;
  readonly text: string;
}

/** The text that makes an instance, with the arguments that had to be guessed. `given` are texts of arguments by name. */
export function constructText(
  cls: PyClass,
  offer: Offer,
  given: ReadonlyMap<string, string> = new Map(),
): { readonly text: string; readonly guessed: readonly Guessed[] } {
  const guessed: Guessed[] = [];
  offer.making.add(cls.name);
  const args = blanksOf(cls).map((use) => {
    const { name } = use.parameter;
    const known = given.get(name);
    const text = known ?? guessFor(use, offer);
    if (known === undefined) guessed.push({ name, text });
    return `${name}=${text}`;
  });
  offer.making.delete(cls.name);
  return { text: `${cls.name}(${args.join(', ')})`, guessed };
}

/** Attributes and keys that the file reads from something called so, or from an attribute of `self` called so. */
function fieldsRead(session: Session, name: string): Field[] {
  const root: Reading = { name, by: 'attribute', fields: new Map() };
  for (const { tree } of session.files) {
    for (const access of expressionsIn(tree.body, 'attribute')) {
      const path = accessPath(access, name);
      if (path) add(root, path);
    }
    for (const access of expressionsIn(tree.body, 'subscript')) {
      const path = accessPath(access, name);
      if (path) add(root, path);
    }
  }
  return fieldsIn(root);
}

interface Reading {
  readonly name: string;
  readonly by: Field['by'];
  readonly fields: Map<string, Reading>;
}

function add(reading: Reading, path: readonly Pick<Field, 'name' | 'by'>[]): void {
  let at = reading;
  for (const { name, by } of path) {
    let next = at.fields.get(name);
    if (!next) at.fields.set(name, (next = { name, by, fields: new Map() }));
    at = next;
  }
}

function fieldsIn({ fields }: Reading): Field[] {
  return [...fields.values()]
    .filter(({ name }) => !METHODS.has(name))
    .map((each) => ({ name: each.name, by: each.by, fields: fieldsIn(each) }));
}

/** Methods of dicts, lists, texts and tensors, which are no fields. */
const METHODS = new Set(
  'get items keys values update pop append extend insert reverse index count to shape size dim view lower upper format split copy device dtype parameters weight forward cuda cpu eval train'.split(
    ' ',
  ),
);

/** The names read one after another: `config.model.dim` is [model, dim]; null when it does not begin with the name. */
function accessPath(access: Expression, name: string): Pick<Field, 'name' | 'by'>[] | null {
  if (access.kind === 'name') return access.id === name ? [] : null;
  if (access.kind === 'attribute') {
    if (access.object.kind === 'name' && access.object.id === 'self' && access.name === name)
      return [];
    const before = accessPath(access.object, name);
    return before && [...before, { name: access.name, by: 'attribute' }];
  }
  if (access.kind !== 'subscript' || access.index.kind !== 'constant') return null;
  const { value } = access.index;
  if (typeof value !== 'string') return null;
  const before = accessPath(access.object, name);
  return before && [...before, { name: value, by: 'key' }];
}
