/** Every id that the manifest and the code share, once. A test holds package.json against this file, both ways. */

/** Commands of the palette, the menus and the keyboard. */
export const COMMANDS = {
  open: 'visualizeBackprop.open',
  openExample: 'visualizeBackprop.openExample',
  stepForward: 'visualizeBackprop.stepForward',
  stepBack: 'visualizeBackprop.stepBack',
  playOrPause: 'visualizeBackprop.playOrPause',
  reset: 'visualizeBackprop.reset',
  goToBackward: 'visualizeBackprop.goToBackward',
  first: 'visualizeBackprop.first',
  last: 'visualizeBackprop.last',
  exportFrame: 'visualizeBackprop.exportFrame',
  exportClip: 'visualizeBackprop.exportClip',
  checkGradients: 'visualizeBackprop.checkGradients',
  forgetAnswer: 'visualizeBackprop.forgetAnswer',
} as const;

/** The view type of a panel. */
export const PANEL_VIEW_TYPE = 'visualizeBackprop.panel';

/** The walkthrough on the welcome page. */
export const WALKTHROUGH = 'visualizeBackprop.start';

/** Language ids of our own spec. */
export const LANGUAGES = { yaml: 'backprop-yaml', json: 'backprop-json' } as const;

/** Keys for `when` clauses. */
export const CONTEXT_KEYS = { hasPanel: 'visualizeBackprop.hasPanel' } as const;

/** Setting keys, in full. */
export const SETTINGS = {
  maxUnits: 'visualizeBackprop.maxUnits',
  speed: 'visualizeBackprop.speed',
  reducedMotion: 'visualizeBackprop.reducedMotion',
  limitSeconds: 'visualizeBackprop.limits.seconds',
  limitMegabytes: 'visualizeBackprop.limits.megabytes',
} as const;

/** Theme colours. The page reads them as CSS variables, `visualizeBackprop.forward` as `--vscode-visualizeBackprop-forward`. */
export const COLORS = {
  forward: 'visualizeBackprop.forward',
  backward: 'visualizeBackprop.backward',
  update: 'visualizeBackprop.update',
  error: 'visualizeBackprop.error',
  positive: 'visualizeBackprop.positive',
  neutral: 'visualizeBackprop.neutral',
  negative: 'visualizeBackprop.negative',
  currentLineBackground: 'visualizeBackprop.currentLineBackground',
  currentLineBorder: 'visualizeBackprop.currentLineBorder',
} as const;
