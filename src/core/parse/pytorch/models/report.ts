/** What is wrong with a file: broken syntax, what the run and the advice found, where models had to stop, and what was chosen without knowing. */
import * as l10n from '@vscode/l10n';
import type { Problem, Severity } from '../../../model/problem';
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
  private readonly found = new Map<string, { readonly problem: Problem; readonly order: number }>();

  constructor(private readonly session: Session) {}

  list(): Problem[] {
    return [...this.found.values()].sort((a, b) => a.order - b.order).map(({ problem }) => problem);
  }

  syntax(): void {
    for (const file of this.session.files) {
      for (const { message, start, end } of file.tree.errors) {
        this.add('error', 'syntax', message, { file, span: { start, end } });
      }
    }
  }

  finding({ severity, code, message, place, fixes }: Finding): void {
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
  notes(): void {
    const { run, files } = this.session;
    const modules = new Set(this.session.moduleClasses.map(classStatement));
    for (const { code, message, place } of run.notes) {
      const file = files.find(({ lines }) => lines === place.file.lines);
      const inside =
        file && classesOf(file).some((each) => modules.has(each) && within(place.span, each));
      if (inside) this.add('information', code, message, place);
    }
  }

  /** True when an error stands at this place already. */
  private isBlamed(place: Place): boolean {
    return [...this.found.values()].some(
      ({ problem, order }) => problem.severity === 'error' && order === this.session.order(place),
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
