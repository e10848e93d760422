/** What is said about the current beat: where we are, what happens and why, and the formula with symbols and with numbers. */
import * as l10n from '@vscode/l10n';
import type { Program } from '../autodiff/program';
import type { ModelGraph } from '../model/graph';
import { elementCount } from '../model/shape';
import { placeAt, shownElements, termAt, type Beat } from '../timeline';
import { chain, lines } from './arrange';
import { contextOf, number, numberLeaf, valueAt, type Context } from './context';
import type { Explanation } from './explanation';
import { formulaOf, formulaOfElement, numericTex, signOf, spoken, type Formula } from './formulas';
import { nodeLabel, phaseLabel } from './names';
import { noteOf } from './notes';
import { groupedCount } from './numbers';
import { atom } from './piece';
import { sampleOf, type ExplainRequest } from './request';
import { walkedSum } from './sums';
import { wordsOf } from './words';

/** Explains the moment. */
export function explain(request: ExplainRequest): Explanation {
  const { graph, trace, timeline, time, grain } = request;
  const { beat, local } = placeAt(timeline, time);
  if (!beat) return beginning(request);
  const c = contextOf(graph, trace, trace.program.ops[beat.index]!, sampleOf(request));
  const term = grain === 'term' ? termAt(beat, local) : null;
  const formula = term === null ? formulaOf(c) : formulaAtTerm(c, beat, term);
  return {
    kicker: kickerOf(request, beat, term),
    ...wordsOf(c),
    symbolic: formula.symbolic.tex,
    numeric: numericTex(formula),
    note: noteOf(c),
    spoken: spoken(formula),
  };
}

function kickerOf({ graph, timeline }: ExplainRequest, beat: Beat, term: number | null): string {
  const parts = [
    phaseLabel(beat.phase),
    nodeLabel(graph, beat.nodeId),
    l10n.t('{0} of {1}', beat.index + 1, timeline.beats.length),
  ];
  if (term !== null) parts.push(l10n.t('term {0} of {1}', term + 1, beat.terms));
  return parts.join(' · ');
}

/** The formula of the element that the term grain has come to, grown up to its current term. */
function formulaAtTerm(c: Context, beat: Beat, term: number): Formula {
  const run = shownElements(c.program, c.op, c.sample);
  const of = beat.terms / run.count;
  const index = run.at(Math.floor(term / of));
  const whole = formulaOfElement(c, index);
  if (of === 1) return whole;
  const reachedTerm = term % of;
  const left = c.symbols.element(c.op.output, index);
  const { sum, soFar, complete } = walkedSum(
    c,
    { tensor: c.op.output, index },
    numberLeaf(c),
    reachedTerm,
  );
  const sign = signOf(c);
  if (complete) {
    const result = number(c, c.op.output, valueAt(c, c.op.output, index));
    return { symbolic: whole.symbolic, numeric: chain(left, [sum, result], sign) };
  }
  const partial = atom(
    `\\Sigma_{${reachedTerm + 1}/${of}}`,
    l10n.t('the sum after {0} of {1} terms', reachedTerm + 1, of),
  );
  const reached = chain(partial, [number(c, c.op.output, soFar)]);
  return { symbolic: whole.symbolic, numeric: lines(chain(left, [sum], sign), reached) };
}

/** Before the first beat: what is there, and what will come. */
function beginning({ graph, trace: { program } }: ExplainRequest): Explanation {
  const parameters = program.parameters.reduce(
    (sum, id) => sum + elementCount(program.tensors[id]!.shape),
    0,
  );
  return {
    kicker: l10n.t('Start'),
    title: graph.name,
    sentence: beginningSentence(program, parameters),
    symbolic: null,
    numeric: null,
    note: assumptionNote(graph),
    spoken: '',
  };
}

/** Everything that was assumed about a model, which the start is told with; null where nothing was. */
export function assumptionNote({ assumptions }: ModelGraph): string | null {
  return assumptions.length > 0 ? assumptions.map(({ message }) => message).join(' ') : null;
}

function beginningSentence({ inputs, target }: Program, count: number): string {
  const parameters = groupedCount(count);
  if (inputs.length > 1) {
    return target === null
      ? l10n.t(
          'Nothing is computed yet: there are {0} inputs and {1} parameters. Step forward to send the inputs through the first layer.',
          inputs.length,
          parameters,
        )
      : l10n.t(
          'Nothing is computed yet: there are {0} inputs, the target and {1} parameters. Step forward to send the inputs through the first layer.',
          inputs.length,
          parameters,
        );
  }
  return target === null
    ? l10n.t(
        'Nothing is computed yet: there are the input and {0} parameters. Step forward to send the input through the first layer.',
        parameters,
      )
    : l10n.t(
        'Nothing is computed yet: there are the input, the target and {0} parameters. Step forward to send the input through the first layer.',
        parameters,
      );
}
