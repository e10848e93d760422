/** Chooses what a model is fed with where nothing says it: likely shapes are tried until a forward pass goes through. */
import * as l10n from '@vscode/l10n';
import type { Assumption } from '../../../../model/graph';
import { brackets, type Shape } from '../../../../model/shape';
import type { Step } from '../../../python/steps';
import type { PyInstance, Value } from '../../../python/values';
import { rangeOf } from '../../graph/places';
import { tensorsIn } from '../../graph/inputs';
import type { Arguments, RootCall } from '../../tape';
import { checkpoint } from '../checkpoint';
import { methodFor } from '../definitions';
import type { WrittenInput } from '../invocation';
import { ownLoss } from '../loss';
import type { Session } from '../session';
import { ADJACENCY, candidatesByMeaning, candidatesByName } from './by-name';
import {
  beside,
  candidatesFor,
  vectorsOf,
  common,
  numberOf,
  widthOf,
  withHints,
  type Candidate,
  type Sizes,
} from './candidates';
import { imagesOf } from './datasets';
import { hintsFor } from './hints';
import { leaf, leafText } from './leaf';
import { blanksIn, forwardOf, withValues, type Forward } from './parameters';
import { LATER, modulesIn, probe, type Contacts } from './probe';
import { sizesFor } from './sizes';
import { attempt, type Stop, type Trial } from './trial';

/** Of all sizes, how many are tried before other ways to feed. */
const FEW_SIZES = 3;
/** Nodes of graphs. */
const NODES = 4;

/** What a model is fed with. */
export interface Feeding {
  readonly arguments: Arguments;
  readonly written: readonly WrittenInput[];
  readonly assumptions: readonly Assumption[];
  /** Why a call with these does not go through; null where it does. */
  readonly stop: Stop | null;
  /** True when it would not go through with other sizes either, for the same reason. */
  readonly hopeless: boolean;
}

/** No more calls than these are tried. */
const MOST_TRIALS = 64;
/** No more combinations of ways to feed are tried. */
const MOST_WAYS = 24;

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
  torch.makeUp('data');
  const restore = yield* checkpoint([module, ...session.module.attributes.values()], session);
  torch.standIns = null;
  try {
    const contacts = yield* probe(module, forward, run);
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
  private done = false;
  private best: {
    readonly filling: Filling;
    readonly stop: Stop | null;
    readonly progress: number;
  } | null = null;
  private readonly seen = new Set<string>();
  /** What was wrong with the calls that came as far as the best one. */
  private readonly reasons = new Set<string>();

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
    const nodes = this.blanks.some((name) => ADJACENCY.test(name));
    for (const size of batch === null ? (nodes ? [NODES] : [1, 2]) : [batch]) {
      const made = this.session.torch.made.find(({ module }) => module === this.module);
      const sizes = sizesFor(this.module, made ?? null, space, size);
      let again = false;
      // Several inputs mostly fail because they do not fit each other, whatever their sizes.
      if (this.blanks.length > 1) again = yield* this.tryAll(ways, sizes.slice(0, FEW_SIZES));
      if (!again && !this.done) again = yield* this.tryAll(ways, sizes);
      if (!again) break;
    }
    if (!this.best) return null;
    const { filling, stop } = this.best;
    return this.feeding((stop ? null : yield* this.withTargets(filling)) ?? filling, stop);
  }

  /** Feeds targets too, where the model takes them and gives its loss then: `forward(self, idx, targets=None)`. */
  private *withTargets({ values, written, shapes }: Filling): Step<Filling | null> {
    const name = this.forward.names.find((each) => /^(targets?|labels?)$/.test(each));
    const tokens = shapes.find(({ below, shape }) => below !== null && shape.length === 2);
    if (name === undefined || !tokens || values.has(name) || this.given.keywords.has(name))
      return null;
    const { shape, below } = tokens;
    const target = leaf(name, shape, below, inputMessage(name, shape, below));
    const filling: Filling = {
      values: new Map([...values, [name, target]]),
      written: [...written, { name, text: leafText(shape, below) }],
      shapes: [...shapes, { name, shape, below }],
    };
    this.restore();
    const { stop, call } = yield* attempt(
      this.session,
      this.module,
      withValues(this.forward, this.given, filling.values),
    );
    return !stop && ownLoss(call) ? filling : null;
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
        const progress = layersIn(this.session, call);
        const end = !stop || !mayDependOnInput(stop);
        const plain = end && (stop !== null || keepsBatch(trial, size));
        this.consider(filling, stop, plain ? Infinity : stop ? progress : 1e9);
        this.done = plain;
        if (plain) return false;
        if (stop && progress < 1) break;
      }
    }
    return false;
  }

  private consider(filling: Filling, stop: Stop | null, progress: number): void {
    if (this.best && progress < this.best.progress) return;
    if (!this.best || progress > this.best.progress) {
      this.best = { filling, stop, progress };
      this.reasons.clear();
    }
    const finding = this.session.torch.findings.at(-1);
    this.reasons.add(
      finding ? `${finding.place.span.start} ${finding.message.replace(/\[[^\]]*\]/g, '')}` : '',
    );
  }

  private candidates(name: string): readonly Candidate[] {
    const { module, forward, contacts } = this;
    const own = (contacts.get(name) ?? [])
      .slice(0, 2)
      .map((contact) => candidatesFor(contact, name, this.narrower(contact.layer, name)));
    const width = this.firstWidth();
    const layered = (contacts.get(name) ?? []).some(({ layer }) =>
      /Embedding/.test(layer.cls.name),
    );
    const meant = layered ? [] : candidatesByMeaning(name, module);
    const found = [
      ...meant,
      ...(own.length > 0
        ? interleave(own)
        : candidatesByName(name, module, [
            ...this.rests(),
            ...(width === null ? [] : beside(width)),
          ])),
      ...common(),
    ];
    const { text } = forward;
    return text ? withHints(found, hintsFor(name, text.method, text.cls, text.file)) : found;
  }

  /** The first of the parameters that come to a layer; others may be joined with it. */
  private get first(): string | undefined {
    return this.blanks.find((name) => this.contacts.has(name));
  }

  /** Vectors that are joined with the results of embeddings before a layer reads both. */
  private rests(): Candidate[] {
    const later = this.contacts.get(LATER)?.[0]?.layer;
    const width = later ? widthOf(later) : null;
    if (width === null) return [];
    const embedded = [...this.contacts].flatMap(([name, [contact]]) =>
      name === LATER ? [] : (numberOf(contact?.layer.attributes.get('embedding_dim')) ?? []),
    );
    return vectorsOf(embedded.map((size) => width - size).filter((size) => size > 0));
  }

  private firstWidth(): number | null {
    const layer = this.first === undefined ? undefined : this.contacts.get(this.first)?.[0]?.layer;
    return layer ? widthOf(layer) : null;
  }

  /** Widths that others may take of a layer: an equal share of those that come to no layer, and numbers that the model is made with. */
  private narrower(layer: PyInstance, name: string): number[] {
    if (this.blanks.length < 2) return [];
    const found = new Set<number>();
    const joined = 1 + this.blanks.filter((each) => !this.contacts.has(each)).length;
    const width = widthOf(layer);
    if (width !== null && joined > 1 && width % joined === 0) found.add(width - width / joined);
    for (const [other, contacts] of this.contacts) {
      if (other === name) continue;
      for (const {
        layer: { attributes },
      } of contacts.slice(0, 1)) {
        const size =
          numberOf(attributes.get('embedding_dim')) ?? numberOf(attributes.get('out_features'));
        if (size !== null) found.add(size);
      }
    }
    for (const size of numbersOf(this.session, this.module)) found.add(size);
    return [...new Set([...[...found].slice(0, 6), 1])];
  }

  private *fill(way: readonly Candidate[], sizes: Sizes): Step<Filling> {
    const values = new Map<string, Value>();
    const written: WrittenInput[] = [];
    const shapes: { name: string; shape: Shape; below: number | null }[] = [];
    const at = this.blanks.findIndex((name) => name === this.first);
    const lead = way[Math.max(at, 0)];
    const first = lead?.kind === 'tensor' ? lead.shape(sizes, []) : [];
    for (const [i, candidate] of way.entries()) {
      const name = this.blanks[i]!;
      const same = this.forward.same.get(name);
      const other = written.find((each) => each.name === same);
      if (other) {
        values.set(name, values.get(other.name)!);
        written.push({ name, text: other.text });
        continue;
      }
      if (candidate.kind === 'text') {
        const text = candidate.text(sizes);
        values.set(name, yield* this.session.text(text));
        written.push({ name, text });
        continue;
      }
      const shape = candidate.shape(sizes, first);
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
    const hopeless = stop !== null && this.reasons.size === 1 && !this.reasons.has('');
    return {
      arguments: withValues(this.forward, this.given, values),
      written,
      assumptions,
      stop,
      hopeless,
    };
  }
}

/** Whole numbers that a model keeps, was made with, or would be made with. */
function numbersOf({ torch }: Session, module: PyInstance): number[] {
  const made = torch.made.find((each) => each.module === module);
  const init = methodFor(module.cls, '__init__');
  const values = [
    ...modulesIn(module)
      .slice(0, 8)
      .flatMap(({ attributes, cls }) => (cls.native ? [] : [...attributes.values()])),
    ...(made ? [...made.arguments.args, ...made.arguments.keywords.values()] : []),
    ...(init?.parameters ?? []).flatMap(({ default: value }) =>
      value?.kind === 'constant' ? [value.value] : [],
    ),
  ];
  return values.flatMap((value) =>
    typeof value === 'bigint' && value > 0n ? [Number(value)] : [],
  );
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

/** How many layers with weights a call came through. */
function layersIn({ torch }: Session, { from, to }: RootCall): number {
  return torch.tape.slice(from, to).filter(({ weights }) => weights.size > 0).length;
}

/** Batch normalization of single samples. */
function asksForBatch({ reason }: Stop): boolean {
  return reason.includes('Expected more than 1 value per channel');
}

const FINAL = new Set(['NameError', 'ImportError', 'ModuleNotFoundError', 'UnboundLocalError']);

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
  const longest = Math.max(...lists.map(({ length }) => length));
  const alike = Array.from({ length: lists.length > 1 ? longest : 0 }, (_, i) =>
    lists.map((list) => list[Math.min(i, list.length - 1)]!),
  );
  return [...alike.slice(0, 3), ...all.map(({ way }) => way)];
}

function interleave<T>(lists: readonly (readonly T[])[]): T[] {
  const longest = Math.max(0, ...lists.map(({ length }) => length));
  return Array.from({ length: longest }, (_, i) =>
    lists.flatMap((list) => list.slice(i, i + 1)),
  ).flat();
}
