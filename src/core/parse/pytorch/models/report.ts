/** What is wrong with a file: broken syntax, what the run and the advice found, where models had to stop, and what was chosen without knowing. */
import * as l10n from '@vscode/l10n';
import type { Problem, Severity } from '../../../model/problem';
import type { Note } from '../../python/interpreter';
import type { Place } from '../../python/place';
import { rangeOf } from '../graph/places';
import type { Finding } from '../tape';
import { classesOf, classStatement } from './definitions';
import type { FoundModel } from './found';
import type { ReadModel } from './read-model';
import type { Session } from './session';
import { within } from './walk';

/** Collects problems once each, in the order of the file. */
export class Report {
  /** Where errors are, and where the run stopped because of them. */
  private readonly blamed: Place[] = [];
  private readonly found = new Map<string, { readonly problem: Problem; readonly order: number }>();

  constructor(private readonly session: Session) {}

  /** Where the syntax of a file or cell is wrong, nothing else is said of it and of the cells behind it: that may be a consequence. */
  list(): Problem[] {
    const all = [...this.found.values()].sort((a, b) => a.order - b.order);
    const cellOf = ({ problem: { range } }: (typeof all)[number]) =>
      this.session.files.findIndex(({ uri }) => uri === (range.file ?? null));
    const wrong = Math.min(
      ...all.filter(({ problem }) => problem.code === 'syntax').map((each) => cellOf(each)),
    );
    return all
      .filter((each) => each.problem.code === 'syntax' || cellOf(each) < wrong)
      .map(({ problem }) => problem);
  }

  syntax(): void {
    for (const file of this.session.files) {
      for (const { message, start, end } of file.tree.errors) {
        this.add('error', 'syntax', message, { file, span: { start, end } });
      }
    }
  }

  /** An answer that does not fit to the file any more, and how to forget it. */
  refused({ name, place }: FoundModel, answer: string, reason: string): void {
    const message = l10n.t(
      'The remembered answer "{0}" no longer fits: {1}',
      answer,
      sentence(reason),
    );
    const forget = { title: l10n.t('Forget this answer'), edits: [], forgets: name };
    this.add('information', 'remembered-answer', message, headOf(place), [forget]);
  }

  /** A mistake of ours: says so, in the place of the model or statement that is lost by it. */
  bug(what: string, error: unknown, place: Place): void {
    const message = l10n.t(
      '{0} could not be read because of an error in Visualize Backprop ({1}); the rest of the file is not concerned. Please report it.',
      what,
      error instanceof Error ? error.message : String(error),
    );
    this.add('information', 'internal-error', message, headOf(place));
  }

  /** What the run or the advice found. */
  finding({ severity, code, message, place, stop, fixes }: Finding): void {
    if (severity === 'error') this.blamed.push(place, stop ?? place);
    const own = fixes.filter(({ edits }) => edits.every((edit) => this.session.owns(edit.place)));
    this.add(
      severity,
      code,
      message,
      place,
      own.map(({ title, edits }) => ({
        title,
        edits: edits.map((edit) => ({ range: rangeOf(edit.place), newText: edit.newText })),
      })),
    );
  }

  /** Why a model is not complete: an error where the file alone is to blame. */
  model({ name, place }: FoundModel, { graph, stop, certain }: ReadModel): void {
    if (!stop) return;
    const at = stop.place && this.session.owns(stop.place) ? stop.place : place;
    if (this.isBlamed(at)) return;
    const blame = stop.exception !== null && !stop.uncertain && certain;
    const message = graph
      ? l10n.t('{0} is followed up to here: {1}', name, sentence(stop.reason))
      : l10n.t('{0} cannot be made: {1}', name, sentence(stop.reason));
    this.add(
      blame ? 'error' : 'information',
      graph ? 'stopped' : 'not-made',
      message,
      stop.place || graph ? at : headOf(at),
    );
  }

  /** What was chosen without knowing in the code of modules. */
  notes(notes: readonly Note[]): void {
    if (notes.length === 0) return;
    const { files } = this.session;
    const modules = new Set(this.session.moduleClasses.map(classStatement));
    for (const { code, message, place } of notes) {
      const file = files.find(({ lines }) => lines === place.file.lines);
      const inside =
        file && classesOf(file).some((each) => modules.has(each) && within(place.span, each));
      if (inside) this.add('information', code, message, place);
    }
  }

  /** True when an error was found at this place already. */
  private isBlamed({ file, span }: Place): boolean {
    return this.blamed.some(
      (each) =>
        each.file.lines === file.lines && (within(each.span, span) || within(span, each.span)),
    );
  }

  private add(
    severity: Severity,
    code: string,
    message: string,
    place: Place,
    fixes: Problem['fixes'] = [],
  ): void {
    if (!this.session.owns(place)) return;
    const range = rangeOf(place);
    const order = this.session.order(place);
    const key = `${code} ${order} ${place.span.end}`;
    if (!this.found.has(key))
      this.found.set(key, { problem: { severity, code, message, range, fixes }, order });
  }
}

/** The first line of a statement. */
function headOf({ file, span }: Place): Place {
  const line = file.lines.line(file.lines.lineAt(span.start));
  return { file, span: { start: span.start, end: Math.min(span.end, line.end) } };
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
