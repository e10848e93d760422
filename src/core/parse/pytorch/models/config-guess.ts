/** Guesses a configuration: one that the file has, else one made of the fields that are read from it. */
import { quote } from './text';
import type { Field, Offer } from './offer';
import { isSwitch, usualNumber, wordsOf } from './usual';

const CONFIGURATION = /config|conf$|cfg|args|hparams|hyper|params|options|opt$|settings/i;

/** Python text for a configuration of which these fields are read. */
export function configText(name: string, fields: readonly Field[], offer: Offer): string {
  return ownConfig(name, fields, offer) ?? fieldsText(fields, offer);
}

/** A class or an object of the file that is called like a configuration. */
function ownConfig(name: string, fields: readonly Field[], offer: Offer): string | null {
  const { names } = offer;
  const keys = fields.some(({ by }) => by === 'key');
  const own = names.get(name);
  if (own === 'value' || (own === 'dict' && keys)) return name;
  const similar = [...names].filter(([each]) => CONFIGURATION.test(each));
  const found = similar.find(([, kind]) =>
    keys ? kind === 'dict' : kind === 'class' || kind === 'value',
  );
  if (!found) return null;
  return found[1] === 'class' ? offer.make(found[0]) : found[0];
}

function fieldsText(fields: readonly Field[], offer: Offer): string {
  const values = fields.map((field) => [field.name, valueOf(field, offer)] as const);
  return fields[0]?.by === 'key'
    ? `{${values.map(([key, value]) => `${quote(key)}: ${value}`).join(', ')}}`
    : `SimpleNamespace(${values.map(([key, value]) => `${key}=${value}`).join(', ')})`;
}

function valueOf({ name, fields }: Field, offer: Offer): string {
  if (fields.length > 0) return fieldsText(fields, offer);
  if (isSwitch(name)) return 'False';
  const words = wordsOf(name);
  if (words === 'device') return "'cpu'";
  if (/\b(kernel|filter) sizes$/.test(words)) return '[3, 4, 5]';
  if (/^(?!n |num ).*\b(dims|sizes|widths)$/.test(words)) return '[16, 32, 64]';
  if (/\bact\b|\bactivation\b/.test(words)) return "'gelu'";
  return usualNumber(name, offer.measure) ?? '16';
}
