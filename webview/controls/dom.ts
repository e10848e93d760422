/** Building the page without templates, since the policy forbids inline styles and there is little to build. */

export interface ElementOptions {
  readonly class?: string;
  readonly text?: string;
  readonly attributes?: Readonly<Record<string, string>>;
}

/** An element with class, text, attributes and children. */
export function el<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  options: ElementOptions = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  if (options.class !== undefined) element.className = options.class;
  if (options.text !== undefined) element.textContent = options.text;
  for (const [name, value] of Object.entries(options.attributes ?? {})) {
    element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
}

/** An SVG element with attributes and children. */
export function svg<K extends keyof SVGElementTagNameMap>(
  tag: K,
  attributes: Readonly<Record<string, string | number>> = {},
  ...children: Node[]
): SVGElementTagNameMap[K] {
  const element = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  element.append(...children);
  return element;
}

/** A button that looks like a link: it does something here instead of leading elsewhere. */
export function linkButton(text: string, onClick: () => void): HTMLButtonElement {
  const element = el('button', { class: 'link', text, attributes: { type: 'button' } });
  element.addEventListener('click', onClick);
  return element;
}

/** Sets text as `setText` does; it may be broken behind the dots and underscores of long names. */
export function setBreakable(element: Element, text: string): void {
  if (element.textContent === text) return;
  const parts = text.split(/(?<=[._](?=\w))/);
  element.replaceChildren(...parts.flatMap((part, i) => (i === 0 ? [part] : [el('wbr'), part])));
}

/** Sets text only where it differs, so that nothing is laid out or announced again. */
export function setText(element: Element, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}
