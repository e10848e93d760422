/** The editor's theme, for everything that draws. */
export { mix, readable } from './contrast';
export { cssColor } from './css-color';
export { onThemeChange, readTheme, type Theme } from './theme';
