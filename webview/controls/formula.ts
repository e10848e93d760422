/** A typeset formula that is set anew only when it changes, and shrinks to the width that there is. */
import { renderTex, type TexColors } from '../math';
import { el } from './dom';

/** Formulas get no smaller than this share of their size; wider ones scroll. */
const SMALLEST = 0.7;

/** A place for one formula. */
export interface Formula {
  readonly element: HTMLElement;
  /** Null hides it. */
  set(tex: string | null, colors: TexColors): void;
}

/** A place for a formula of this class. Its words for screen readers stand elsewhere. */
export function formula(name: string): Formula {
  const element = el('div', { class: `formula ${name}`, attributes: { 'aria-hidden': 'true' } });
  let shown: string | null = null;
  let painted: TexColors | null = null;
  element.hidden = true;
  const fit = (): void => fitWidth(element);
  new ResizeObserver(fit).observe(element);
  return {
    element,
    set(tex, colors) {
      if (tex === shown && colors === painted) return;
      shown = tex;
      painted = colors;
      element.hidden = tex === null;
      element.replaceChildren();
      if (tex === null) return;
      renderTex(element, tex, { colors, display: true });
      fit();
    },
  };
}

/** Chooses the size of the letters so that the formula is no wider than its place. */
function fitWidth(element: HTMLElement): void {
  element.style.fontSize = '';
  const share = element.clientWidth / element.scrollWidth;
  if (share > 0 && share < 1) element.style.fontSize = `${Math.max(share, SMALLEST) * 100}%`;
}
