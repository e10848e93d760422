/** How a module of the run was made, as Python text that makes it again. */
import { PyClass, PyDict, PyList, PyTuple, type Value } from '../../python/values';
import type { MadeModule } from '../tape';
import type { FoundModel } from './found';
import { quote } from './text';
import type { Session } from './session';

/** `Net(64, dropout=0.1)`; the name that the file has for it where its arguments cannot be written down. */
export function madeText(session: Session, { name, cls }: FoundModel, made: MadeModule): string {
  const { module } = made;
  const bound = [...session.module.attributes].find(([, value]) => value === module)?.[0];
  if (!cls) return bound ?? `${name}()`;
  const { args, keywords } = made.arguments;
  const texts = [
    ...args.map((value) => textOf(value, session)),
    ...[...keywords].map(([key, value]) => {
      const text = textOf(value, session);
      return text && `${key}=${text}`;
    }),
  ];
  return texts.every((text) => text !== null)
    ? `${cls.name}(${texts.join(', ')})`
    : (bound ?? `${cls.name}()`);
}

/** No longer texts are written. */
const MOST = 200;

/** A value as a literal or by its name in the file; null where it has neither. */
function textOf(value: Value, session: Session): string | null {
  const text = literalOf(value, session);
  if (text !== null && text.length <= MOST) return text;
  return [...session.module.attributes].find(([, each]) => each === value)?.[0] ?? null;
}

function literalOf(value: Value, session: Session): string | null {
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'bigint') return String(value);
  if (typeof value === 'number') return Number.isInteger(value) ? value.toFixed(1) : String(value);
  if (typeof value === 'string') return quote(value);
  const all = (items: readonly Value[]): string[] | null => {
    const texts = items.map((item) => textOf(item, session));
    return texts.every((text) => text !== null) ? texts : null;
  };
  if (value instanceof PyTuple && !value.names) {
    const items = all(value.items);
    return items && `(${items.join(', ')}${items.length === 1 ? ',' : ''})`;
  }
  if (value instanceof PyList) {
    const items = all(value.items);
    return items && `[${items.join(', ')}]`;
  }
  if (value instanceof PyDict) {
    const [keys, values] = [all(value.keys()), all(value.values())];
    return keys && values && `{${keys.map((key, i) => `${key}: ${values[i]}`).join(', ')}}`;
  }
  if (!(value instanceof PyClass) || value.native) return null;
  return session.module.attributes.get(value.name) === value ? value.name : null;
}
