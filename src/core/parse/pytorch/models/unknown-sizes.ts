/** Numbers in the place of sizes of layers that the script does not know, such as those of an environment or of a table. */
import * as l10n from '@vscode/l10n';
import type { Assumption } from '../../../model/graph';
import { NativeFunction } from '../../python/native';
import type { Place } from '../../python/place';
import { Unknown, type PyClass, type Value } from '../../python/values';
import { rangeOf } from '../graph/places';
import { MODULE_CLASS, type Arguments } from '../tape';
import type { Session } from './session';
import { usualNumber } from './usual';

/** Arguments of layers that are sizes. */
const SIZES: ReadonlySet<string> = new Set([
  'in_features',
  'out_features',
  'in_channels',
  'out_channels',
  'num_embeddings',
  'embedding_dim',
  'input_size',
  'hidden_size',
  'num_features',
  'normalized_shape',
  'embed_dim',
]);

/** A size that was made up. */
interface MadeUp {
  readonly place: Place;
  readonly assumption: Assumption;
}

export class UnknownSizes {
  /** The same unknown value is the same number everywhere. */
  private readonly numbers = new Map<Unknown, bigint>();
  readonly madeUp: MadeUp[] = [];

  constructor(private readonly session: Session) {}

  /** The arguments of a layer with numbers in the place of unknown sizes; null where other arguments are unknown. */
  known(cls: PyClass, { args, keywords }: Arguments): Arguments | null {
    const init = cls.isSubclassOf(MODULE_CLASS) ? cls.lookup('__init__') : null;
    if (!(init instanceof NativeFunction)) return null;
    const names = init.signature.parameters.slice(1).map(({ name }) => name);
    const filled = args.map((value, i) => this.number(value, names[i] ?? '', cls));
    const named = [...keywords].map(
      ([name, value]) => [name, this.number(value, name, cls)] as const,
    );
    return { args: filled, keywords: new Map(named) };
  }

  private number(value: Value, argument: string, cls: PyClass): Value {
    if (!(value instanceof Unknown) || !SIZES.has(argument)) return value;
    const known = this.numbers.get(value);
    if (known !== undefined) return known;
    const name = [...this.session.module.attributes].find(([, each]) => each === value)?.[0];
    const text = (name && usualNumber(name, 'usual')) ?? usualNumber(argument, 'usual') ?? '16';
    const number = BigInt(/^\d+$/.test(text) ? text : '16');
    this.numbers.set(value, number);
    this.session.torch.makeUp('models');
    const { place } = this.session.run;
    if (place)
      this.madeUp.push({ place, assumption: sizeAssumption(name ?? argument, cls, number, place) });
    return number;
  }
}

function sizeAssumption(name: string, cls: PyClass, number: bigint, place: Place): Assumption {
  return {
    code: 'arguments',
    message: l10n.t('{0} of {1} is not known here: {2}.', name, cls.name, String(number)),
    range: rangeOf(place),
  };
}
