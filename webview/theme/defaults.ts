/** Colours for what the editor's theme does not say, for each kind of theme. */
import type { SceneTheme } from '../../src/core/scene/scene';

/** Kinds of themes. */
export type ThemeKind = SceneTheme['kind'];

/** Every colour of a scene by kind of theme. */
export const DEFAULTS: Readonly<Record<ThemeKind, Omit<SceneTheme, 'kind'>>> = {
  dark: {
    background: 0x1f1f1f,
    foreground: 0xcccccc,
    muted: 0x9d9d9d,
    border: 0x2b2b2b,
    focus: 0x0078d4,
    forward: 0x4da3ff,
    backward: 0xf2a33a,
    update: 0x89d185,
    error: 0xf48771,
    positive: 0x5fc296,
    neutral: 0x8c8c8c,
    negative: 0xb48ade,
  },
  light: {
    background: 0xffffff,
    foreground: 0x3b3b3b,
    muted: 0x6b6b6b,
    border: 0xe5e5e5,
    focus: 0x005fb8,
    forward: 0x0b62c4,
    backward: 0xa85400,
    update: 0x1e7a34,
    error: 0xb3261e,
    positive: 0x1b7352,
    neutral: 0x6e6e6e,
    negative: 0x7b3fa8,
  },
  'hc-dark': {
    background: 0x000000,
    foreground: 0xffffff,
    muted: 0xffffff,
    border: 0x6fc3df,
    focus: 0xf38518,
    forward: 0x6fb9ff,
    backward: 0xffb454,
    update: 0x9be89a,
    error: 0xff9e8c,
    positive: 0x7be0b3,
    neutral: 0xa6a6a6,
    negative: 0xd0aaf5,
  },
  'hc-light': {
    background: 0xffffff,
    foreground: 0x292929,
    muted: 0x292929,
    border: 0x0f4a85,
    focus: 0x006bbd,
    forward: 0x0a4e9b,
    backward: 0x7a3c00,
    update: 0x0f5a22,
    error: 0x8f1414,
    positive: 0x0d5238,
    neutral: 0x595959,
    negative: 0x5b2485,
  },
};
