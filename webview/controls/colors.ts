/** The colours of the phases as CSS variables of the page, each with a colour that can be read on it. */
import { cssColor, mix, readable, type Theme } from '../theme';

/** Share of the background in the colour of what is still to come. */
const FADED = 0.62;

/** Sets the variables on an element; called again when the theme changes. */
export function applyColors(element: HTMLElement, { scene, tex }: Theme): void {
  const set = (name: string, value: string): void =>
    element.style.setProperty(`--vb-${name}`, value);
  const phases = {
    forward: scene.forward,
    loss: scene.neutral,
    backward: scene.backward,
    update: scene.update,
  };
  for (const [phase, color] of Object.entries(phases)) {
    const faded = mix(color, scene.background, FADED);
    set(phase, cssColor(color));
    set(`on-${phase}`, cssColor(readable(scene.background, color)));
    set(`${phase}-faded`, cssColor(faded));
    set(`on-${phase}-faded`, cssColor(readable(scene.foreground, faded)));
  }
  set('text-forward', tex.forward);
  set('text-loss', tex.error);
  set('text-backward', tex.backward);
  set('text-update', tex.update);
  set('muted', cssColor(scene.muted));
}
