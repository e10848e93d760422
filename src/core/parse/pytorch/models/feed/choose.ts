/** Chooses what a model is fed with where nothing says it: likely shapes are tried until a forward pass goes through. */
import * as l10n from '@vscode/l10n';
import type { Assumption } from '../../../../model/graph';
import { brackets, type Shape } from '../../../../model/shape';
import type { Step } from '../../../python/steps';
import type { PyInstance, Value } from '../../../python/values';
import { rangeOf } from '../../graph/places';
import { tensorsIn } from '../../graph/inputs';
import type { Arguments } from '../../tape';
import { checkpoint } from '../checkpoint';
import type { WrittenInput } from '../invocation';
import type { Session } from '../session';
import {
  candidatesByName,
  candidatesFor,
  numberOf,
  withHints,
  type Candidate,
  type Sizes,
} from './candidates';
import { imagesOf } from './datasets';
import { hintsFor } from './hints';
import { leaf, leafText } from './leaf';
import { blanksIn, forwardOf, withValues, type Forward } from './parameters';
import { modulesIn, probe, type Contacts } from './probe';
import { sizesFor } from './sizes';
import { attempt, type Stop, type Trial } from './trial';

/** What a model is fed with. */
export interface Feeding {
  readonly arguments: Arguments;
  readonly written: readonly WrittenInput[];
  readonly assumptions: readonly Assumption[];
  /** Why a call with these does not go through; null where it does. */
  readonly stop: Stop | null;
}

/** No more calls than these are tried. */
const MOST_TRIALS = 48;
/** No more combinations of ways to feed are tried. */
const MOST_WAYS = 16;

/** Arguments for a call of which some are given; null when nothing is left to choose. The state of the run is left as it was. */
export function* chooseInputs(
  session: Session,
  module: PyInstance,
  given: Arguments,
  batch: number | null,
): Step<Feeding | null> {
  const forward = forwardOf(module);
  const blanks = blanksIn(forward, given);
  if (blanks.length === 0) return null;
  const { torch, run } = session;
  const { standIns } = torch;
  const restore = checkpoint([module, ...session.module.attributes.values()], session);
  torch.standIns = null;
  try {
    const contacts = yield* probe(module, forward.required, run);
    restore();
    const chooser = new Chooser(session, module, forward, given, blanks, contacts, restore);
    return yield* chooser.choose(batch);
  } finally {
    torch.standIns = standIns;
    restore();
  }
}

/** Values for the blanks, with how they are written down. */
interface Filling {
  readonly values: ReadonlyMap<string, Value>;
  readonly written: readonly WrittenInput[];
  readonly shapes: readonly {
    readonly name: string;
    readonly shape: Shape;
    readonly below: number | null;
  }[];
}

class Chooser {
  private trials = 0;
  private best: {
    readonly filling: Filling;
    readonly stop: Stop | null;
    readonly progress: number;
  } | null = null;
  private readonly seen = new Set<string>();

  constructor(
    private readonly session: Session,
    private readonly module: PyInstance,
    private readonly forward: Forward,
    private readonly given: Arguments,
    private readonly blanks: readonly string[],
    private readonly contacts: Contacts,
    private readonly restore: () => void,
  ) {}

  *choose(batch: number | null): Step<Feeding | null> {
    const image = imagesOf(this.session.files);
    const space = image && ([image.size[1], image.size[2]] as const);
    const ways = combinations(this.blanks.map((name) => this.candidates(name))).slice(0, MOST_WAYS);
    for (const size of batch === null ? [1, 2] : [batch]) {
      const again = yield* this.tryAll(ways, sizesFor(this.module, space, size));
      if (!again) break;
    }
    return this.best && this.feeding(this.best.filling, this.best.stop);
  }

  /** Tries until a call goes through; true when a larger batch is asked for. */
  private *tryAll(ways: readonly (readonly Candidate[])[], sizes: readonly Sizes[]): Step<boolean> {
    for (const way of ways) {
      for (const size of sizes) {
        const filling = yield* this.fill(way, size);
        const key = filling.written.map(({ text }) => text).join(';');
        if (this.seen.has(key)) continue;
        this.seen.add(key);
        if ((this.trials += 1) > MOST_TRIALS) return false;
        this.restore();
        const trial = yield* attempt(
          this.session,
          this.module,
          withValues(this.forward, this.given, filling.values),
        );
        const { stop, call } = trial;
        if (stop && asksForBatch(stop)) return true;
        const progress = call.to - call.from;
        const end = !stop || !mayDependOnInput(stop);
        const plain = end && (stop !== null || keepsBatch(trial, size));
        this.consider(filling, stop, plain ? Infinity : stop ? progress : 1e9);
        if (plain) return false;
        if (stop && progress < 2) break;
      }
    }
    return false;
  }

  private consider(filling: Filling, stop: Stop | null, progress: number): void {
    if (!this.best || progress > this.best.progress) this.best = { filling, stop, progress };
  }

  private candidates(name: string): readonly Candidate[] {
    const { module, forward, contacts } = this;
    const layers = contacts.get(name) ?? [];
    const narrower = this.blanks.length > 1 ? this.widths(name) : [];
    const own = layers.slice(0, 2).map((layer) => candidatesFor(layer, name, narrower));
    const found = own.length > 0 ? interleave(own) : candidatesByName(name, module);
    const { text } = forward;
    return text ? withHints(found, hintsFor(name, text.method, text.cls, text.file)) : found;
  }

  /** Sizes that other inputs may take when they are joined with this one. */
  private widths(name: string): number[] {
    const found = new Set<number>();
    for (const [other, layers] of this.contacts) {
      if (other === name) continue;
      for (const { attributes } of layers.slice(0, 1)) {
        const width =
          numberOf(attributes.get('embedding_dim')) ?? numberOf(attributes.get('out_features'));
        if (width !== null) found.add(width);
      }
    }
    for (const { attributes, cls } of modulesIn(this.module).slice(0, 8)) {
      if (cls.native) continue;
      for (const value of attributes.values()) {
        const width = typeof value === 'bigint' ? numberOf(value) : null;
        if (width !== null && width > 0) found.add(width);
      }
    }
    return [...found].slice(0, 6);
  }

  private *fill(way: readonly Candidate[], sizes: Sizes): Step<Filling> {
    const values = new Map<string, Value>();
    const written: WrittenInput[] = [];
    const shapes: { name: string; shape: Shape; below: number | null }[] = [];
    for (const [i, candidate] of way.entries()) {
      const name = this.blanks[i]!;
      if (candidate.kind === 'text') {
        const text = candidate.text(sizes);
        values.set(name, yield* this.session.text(text));
        written.push({ name, text });
        continue;
      }
      const shape = candidate.shape(sizes);
      const { below } = candidate;
      values.set(name, leaf(name, shape, below, inputMessage(name, shape, below)));
      written.push({ name, text: leafText(shape, below) });
      shapes.push({ name, shape, below });
    }
    return { values, written, shapes };
  }

  private feeding({ values, written, shapes }: Filling, stop: Stop | null): Feeding {
    const { text } = this.forward;
    const assumptions = shapes.map(({ name, shape, below }): Assumption => {
      const parameter = text?.method.parameters.find((each) => each.name === name);
      return {
        code: 'input',
        message: inputMessage(name, shape, below),
        ...(text && parameter && { range: rangeOf({ file: text.file, span: parameter }) }),
      };
    });
    return { arguments: withValues(this.forward, this.given, values), written, assumptions, stop };
  }
}

function inputMessage(name: string, shape: Shape, below: number | null): string {
  return below === null
    ? l10n.t('Nothing says what {0} is: random numbers of the shape {1}.', name, brackets(shape))
    : l10n.t(
        'Nothing says what {0} is: random whole numbers below {1} of the shape {2}.',
        name,
        below,
        brackets(shape),
      );
}

/** Batch normalization of single samples. */
function asksForBatch({ reason }: Stop): boolean {
  return reason.includes('Expected more than 1 value per channel');
}

const FINAL = new Set([
  'NameError',
  'ImportError',
  'ModuleNotFoundError',
  'NotImplementedError',
  'UnboundLocalError',
]);

/** False for failures that other inputs would not mend. */
function mayDependOnInput({ exception, reason }: Stop): boolean {
  if (exception === null || FINAL.has(exception)) return false;
  return exception !== 'AttributeError' || reason.includes('NoneType') || reason.includes('tuple');
}

/** True when the output is a batch of what the input is. */
function keepsBatch({ call }: Trial, { batch, length }: Sizes): boolean {
  const [first] = tensorsIn(call.result);
  const size = first?.shape[0];
  return size === undefined || size === batch || size === length || first!.shape[1] === batch;
}

/** Every way to take one of each, likely ones first. */
function combinations(lists: readonly (readonly Candidate[])[]): Candidate[][] {
  let all: { way: Candidate[]; rank: number }[] = [{ way: [], rank: 0 }];
  for (const list of lists) {
    all = all.flatMap(({ way, rank }) =>
      list.map((each, i) => ({ way: [...way, each], rank: rank + i })),
    );
    all.sort((a, b) => a.rank - b.rank);
    all = all.slice(0, MOST_WAYS * 4);
  }
  return all.map(({ way }) => way);
}

function interleave<T>(lists: readonly (readonly T[])[]): T[] {
  const longest = Math.max(0, ...lists.map(({ length }) => length));
  return Array.from({ length: longest }, (_, i) =>
    lists.flatMap((list) => list.slice(i, i + 1)),
  ).flat();
}
