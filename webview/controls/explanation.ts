/** The words and formulas for the current beat, with the inspector beneath. */
import * as l10n from '@vscode/l10n';
import { assumptionNote, explain } from '../../src/core/explain';
import type { Explanation } from '../../src/core/explain/explanation';
import { placeAt } from '../../src/core/timeline';
import type { TexColors } from '../math';
import type { Controller } from '../state/controller';
import { explainRequest, wordsKey } from '../state/select';
import { el, linkButton, setBreakable, setText } from './dom';
import { button, nameButton } from './elements';
import { formula } from './formula';
import { inspector } from './inspector';
import { invocationLink } from './invocation-link';
import { originWords } from './origin';
import { whenChanged, type Part } from './part';

export function explanationPanel(controller: Controller): Part {
  const { store } = controller;
  const kicker = el('p', { class: 'kicker' });
  const title = el('h2');
  const fold = button({
    label: l10n.t('Fold the explanation'),
    icon: 'chevron',
    onClick: () =>
      store.update((model) => ({ ...model, explanationFolded: !model.explanationFolded })),
  });
  fold.classList.add('fold');
  const sentence = el('p', { class: 'sentence' });
  const [symbolic, numeric] = [formula('symbolic'), formula('numeric')];
  const spoken = el('p', { class: 'only-read' });
  const note = el('p', { class: 'note' });
  const inspect = inspector(controller);
  const origin = el('div', { class: 'origin' });
  const body = el(
    'div',
    { class: 'body' },
    sentence,
    symbolic.element,
    numeric.element,
    spoken,
    note,
    inspect.element,
    origin,
  );
  const element = el(
    'aside',
    { class: 'explanation', attributes: { 'aria-label': l10n.t('Explanation') } },
    el('div', { class: 'head' }, el('div', {}, kicker, title), fold),
    body,
  );

  /** What was assumed stands below at all times: it is not told twice at the start. */
  const show = (words: Explanation, colors: TexColors, assumed: string | null): void => {
    setBreakable(kicker, words.kicker);
    setBreakable(title, words.title);
    setBreakable(sentence, words.sentence);
    symbolic.set(words.symbolic, colors);
    numeric.set(words.numeric, colors);
    setText(spoken, words.spoken);
    const own = words.note === assumed ? null : words.note;
    setText(note, own ?? '');
    note.hidden = own === null;
  };
  const updateWords = whenChanged(wordsKey, () => {
    const request = explainRequest(store.get());
    element.classList.toggle('empty', !request);
    if (request) show(explain(request), store.get().theme.tex, assumptionNote(request.graph));
  });
  const updatePhase = whenChanged(
    ({ run, time }) => [run && placeAt(run.timeline, time).beat?.phase],
    ([phase]) => {
      kicker.className = `kicker ${phase ? `text-${phase}` : ''}`;
    },
  );
  const updateFold = whenChanged(
    (model) => [model.explanationFolded],
    ([folded]) => {
      element.classList.toggle('folded', folded);
      fold.setAttribute('aria-expanded', String(!folded));
      nameButton(fold, folded ? l10n.t('Unfold the explanation') : l10n.t('Fold the explanation'));
    },
  );
  const checkLink = linkButton(l10n.t('Check gradients'), () => void controller.checkGradients());
  const updateOrigin = whenChanged(
    (model) => [model.run?.graph],
    ([graph]) => {
      if (!graph) return origin.replaceChildren();
      const texts = originWords(graph).map((text) => el('p', { text }));
      const change =
        graph.invocation === undefined ? [] : [invocationLink(controller, graph.invocation)];
      origin.replaceChildren(...texts, ...change, checkLink);
    },
  );
  // The chosen number is seen at once, also where the explanation is too long for its place.
  const showChosen = whenChanged(
    (model) => [model.selection],
    ([selection]) => {
      if (!selection) return;
      const tall = inspect.element.offsetHeight > body.clientHeight;
      inspect.element.scrollIntoView({ block: tall ? 'start' : 'nearest' });
    },
  );
  return {
    element,
    update(model) {
      updateWords(model);
      updatePhase(model);
      updateFold(model);
      updateOrigin(model);
      inspect.update(model);
      showChosen(model);
    },
  };
}
