/** Typesets TeX into an element of the page. */
import katex from 'katex';
import 'katex/dist/katex.min.css';

/** Colours of the macros \fwd, \bwd, \upd, \val and \err, as `#rrggbb`. */
export interface TexColors {
  readonly forward: string;
  readonly backward: string;
  readonly update: string;
  readonly value: string;
  readonly error: string;
}

/** How a formula is set. */
export interface TexOptions {
  readonly colors: TexColors;
  /** Large, with sums and fractions at full height; false to stand within a line of text. */
  readonly display?: boolean;
}

/** Sets `tex` in place of what `element` holds; what cannot be read is shown as it is, in the colour of errors. */
export function renderTex(element: HTMLElement, tex: string, options: TexOptions): void {
  const { colors, display = true } = options;
  try {
    const markup = katex.renderToString(tex, {
      displayMode: display,
      strict: 'ignore',
      output: 'htmlAndMathml',
      macros: {
        '\\fwd': colored(colors.forward),
        '\\bwd': colored(colors.backward),
        '\\upd': colored(colors.update),
        '\\val': colored(colors.value),
        '\\err': colored(colors.error),
      },
    });
    element.replaceChildren(...elementsOf(markup));
  } catch {
    // KaTeX would show its error by a style attribute, which the page's policy forbids.
    const shown = document.createElement('code');
    shown.textContent = tex;
    shown.style.color = colors.error;
    element.replaceChildren(shown);
  }
}

/** The elements of KaTeX's markup. The page's policy forbids style attributes, so the styles are set by script. */
function elementsOf(markup: string): ChildNode[] {
  // In text and in attributes' values KaTeX escapes quotes, so only attributes can be met here.
  const unstyled = markup.replaceAll(' style="', ' data-style="');
  const { body } = new DOMParser().parseFromString(unstyled, 'text/html');
  for (const styled of body.querySelectorAll<HTMLElement | SVGElement>('[data-style]')) {
    styled.style.cssText = styled.dataset.style!;
    delete styled.dataset.style;
  }
  return [...body.childNodes];
}

function colored(color: string): string {
  // A doubled number sign is one that does not stand for an argument.
  return `\\textcolor{#${color}}{#1}`;
}
