/** The editor's theme as numbers: read from the variables that VS Code puts on the page. */
import type { Color, SceneTheme } from '../../src/core/scene/scene';
import type { TexColors } from '../math';
import { readable } from './contrast';
import { cssColor, parseColor } from './css-color';
import { DEFAULTS, type ThemeKind } from './defaults';

/** Everything about the editor's look that pictures and formulas need. */
export interface Theme {
  readonly scene: SceneTheme;
  readonly tex: TexColors;
  /** The editor's font for its interface, as in CSS. */
  readonly fontFamily: string;
}

/** Variables of each colour, the first that is set counts. The last ones are this extension's own theme colours. */
const VARIABLES: Readonly<Record<keyof Omit<SceneTheme, 'kind' | 'background'>, string[]>> = {
  foreground: ['foreground', 'editor-foreground'],
  muted: ['descriptionForeground'],
  border: ['contrastBorder', 'panel-border', 'widget-border'],
  focus: ['focusBorder'],
  forward: ['visualizeBackprop-forward'],
  backward: ['visualizeBackprop-backward'],
  update: ['visualizeBackprop-update'],
  error: ['visualizeBackprop-error'],
  positive: ['visualizeBackprop-positive'],
  neutral: ['visualizeBackprop-neutral'],
  negative: ['visualizeBackprop-negative'],
};

/** Reads the theme that the page has now. */
export function readTheme(): Theme {
  const kind = kindOf(document.body.classList);
  const styles = getComputedStyle(document.documentElement);
  const read = (name: string): string => styles.getPropertyValue(`--vscode-${name}`).trim();
  const defaults = DEFAULTS[kind];
  const behind = kind.endsWith('light') ? 0xffffff : 0;
  const background = parseColor(read('editor-background'), behind) ?? defaults.background;
  const colorOf = (name: keyof typeof VARIABLES): Color => {
    for (const variable of VARIABLES[name]) {
      const color = parseColor(read(variable), background);
      if (color !== null) return color;
    }
    return defaults[name];
  };
  const colors = Object.fromEntries(
    Object.keys(VARIABLES).map((name) => [name, colorOf(name as keyof typeof VARIABLES)]),
  ) as Omit<SceneTheme, 'kind' | 'background'>;
  const scene: SceneTheme = {
    ...colors,
    kind,
    background,
    foreground: readable(colors.foreground, background),
    muted: readable(colors.muted, background),
  };
  return { scene, tex: texColors(scene), fontFamily: read('font-family') || 'sans-serif' };
}

function kindOf(classes: DOMTokenList): ThemeKind {
  if (classes.contains('vscode-high-contrast-light')) return 'hc-light';
  if (classes.contains('vscode-high-contrast')) return 'hc-dark';
  return classes.contains('vscode-light') ? 'light' : 'dark';
}

/** Formulas are text, so their colours must be readable whatever the theme says. */
function texColors(scene: SceneTheme): TexColors {
  const text = (color: Color): string => cssColor(readable(color, scene.background));
  return {
    forward: text(scene.forward),
    backward: text(scene.backward),
    update: text(scene.update),
    value: text(scene.positive),
    error: text(scene.error),
  };
}

/** Calls back with the new theme whenever it changes. Returns the way to stop that. */
export function onThemeChange(callback: (theme: Theme) => void): () => void {
  let last = JSON.stringify(readTheme());
  const observer = new MutationObserver(() => {
    const theme = readTheme();
    const now = JSON.stringify(theme);
    if (now === last) return;
    last = now;
    callback(theme);
  });
  observer.observe(document.body, { attributes: true, attributeFilter: ['class'] });
  observer.observe(document.documentElement, {
    attributes: true,
    attributeFilter: ['style', 'class'],
  });
  return () => observer.disconnect();
}
