/** A button that opens a small sheet of controls beneath it. */
import { button, type ButtonOptions } from './elements';
import { el } from './dom';

/** The button with its sheet; Escape, a click elsewhere and leaving by Tab close it. */
export function popup(
  options: Omit<ButtonOptions, 'onClick'>,
  content: readonly Node[],
): { element: HTMLElement; close(): void } {
  const sheet = el('div', { class: 'sheet', attributes: { role: 'group' } }, ...content);
  sheet.setAttribute('aria-label', options.label);
  sheet.hidden = true;
  const opener = button({ ...options, onClick: () => show(sheet.hidden) });
  opener.setAttribute('aria-expanded', 'false');
  const element = el('div', { class: 'popup' }, opener, sheet);

  const show = (open: boolean): void => {
    sheet.hidden = !open;
    opener.setAttribute('aria-expanded', String(open));
  };
  const inside = (target: EventTarget | null): boolean =>
    target instanceof Node && element.contains(target);
  document.addEventListener('pointerdown', (event) => {
    if (!inside(event.target)) show(false);
  });
  element.addEventListener('focusout', (event) => {
    if (event.relatedTarget && !inside(event.relatedTarget)) show(false);
  });
  element.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || sheet.hidden) return;
    event.stopPropagation();
    show(false);
    opener.focus();
  });
  return { element, close: () => show(false) };
}
