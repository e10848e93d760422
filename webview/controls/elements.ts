/** The controls that look and behave as the editor's own: the only place that knows the UI toolkit. */
import {
  provideVSCodeDesignSystem,
  vsCodeButton,
  vsCodeCheckbox,
  vsCodeDropdown,
  vsCodeOption,
  vsCodeProgressRing,
  type Button,
  type Checkbox,
  type Dropdown,
} from '@vscode/webview-ui-toolkit';
import { el } from './dom';
import { icon, type IconName } from './icons';

/** Makes the toolkit's elements known to the page; call once, before the first is made. */
export function registerElements(): void {
  provideVSCodeDesignSystem().register(
    vsCodeButton(),
    vsCodeCheckbox(),
    vsCodeDropdown(),
    vsCodeOption(),
    vsCodeProgressRing(),
  );
}

export interface ButtonOptions {
  /** The name that screen readers say and the tooltip shows. */
  readonly label: string;
  readonly icon?: IconName;
  /** Visible words; a button without them shows its icon only. */
  readonly text?: string;
  readonly primary?: boolean;
  readonly onClick: () => void;
}

/** A push button. */
export function button(options: ButtonOptions): Button {
  const element = document.createElement('vscode-button') as Button;
  element.appearance = options.primary ? 'primary' : 'secondary';
  element.classList.toggle('icon-only', options.text === undefined);
  nameButton(element, options.label);
  if (options.icon) element.append(icon(options.icon));
  if (options.text !== undefined) element.append(el('span', { class: 'text', text: options.text }));
  element.addEventListener('click', () => {
    if (!element.disabled) options.onClick();
  });
  return element;
}

/** Gives a button another name. */
export function nameButton(element: HTMLElement, label: string): void {
  element.setAttribute('aria-label', label);
  element.title = label;
}

export interface Choice<T> {
  readonly value: T;
  readonly text: string;
}

/** A dropdown whose choices and value are set from the model. */
export interface Chooser<T> {
  readonly element: HTMLElement;
  set(choices: readonly Choice<T>[], value: T): void;
}

/** A dropdown; `label` is its name for screen readers. */
export function chooser<T>(label: string, onChange: (value: T) => void): Chooser<T> {
  const element = document.createElement('vscode-dropdown') as Dropdown;
  element.setAttribute('aria-label', label);
  element.title = label;
  let shown: readonly Choice<T>[] = [];
  element.addEventListener('change', () => {
    const choice = shown[element.selectedIndex];
    if (choice) onChange(choice.value);
  });
  return {
    element,
    set(choices, value) {
      if (!sameChoices(choices, shown)) {
        shown = choices;
        element.replaceChildren(...choices.map(({ text }) => optionElement(text)));
      }
      const index = choices.findIndex((choice) => choice.value === value);
      // The element reads its options only when the browser has upgraded them.
      queueMicrotask(() => {
        if (element.selectedIndex !== index) element.selectedIndex = index;
      });
    },
  };
}

function sameChoices<T>(a: readonly Choice<T>[], b: readonly Choice<T>[]): boolean {
  return (
    a.length === b.length &&
    a.every(({ value, text }, i) => {
      const other = b[i]!;
      return value === other.value && text === other.text;
    })
  );
}

function optionElement(text: string): HTMLElement {
  const option = document.createElement('vscode-option');
  option.textContent = text;
  return option;
}

/** A checkbox whose state is set from the model. */
export interface Check {
  readonly element: HTMLElement;
  set(checked: boolean): void;
}

/** A checkbox with its label. */
export function check(label: string, onChange: (checked: boolean) => void): Check {
  const element = document.createElement('vscode-checkbox') as Checkbox;
  element.textContent = label;
  let setting = false;
  element.addEventListener('change', () => {
    if (!setting) onChange(element.checked);
  });
  return {
    element,
    set(checked) {
      setting = true;
      element.checked = checked;
      setting = false;
    },
  };
}

/** A spinning ring: something is under way. */
export function progressRing(label: string): HTMLElement {
  const element = document.createElement('vscode-progress-ring');
  element.setAttribute('aria-label', label);
  return element;
}
