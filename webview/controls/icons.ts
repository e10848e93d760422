/** The icons of the controls, drawn in a square of 16. */
import { svg } from './dom';

const PATHS = {
  first: 'M3 3h2v10H3zM13 3v10L6 8z',
  back: 'M11 3v10L4 8z',
  play: 'M4 2.5v11L13.5 8z',
  pause: 'M4 3h3v10H4zM9 3h3v10H9z',
  forward: 'M5 3v10l7-5z',
  last: 'M11 3h2v10h-2zM3 3v10l7-5z',
  reset:
    'M8 3a5 5 0 1 1-4.9 6h1.55A3.5 3.5 0 1 0 8 4.5H6.9l1.4 1.4-1.06 1.06L4 3.75 7.24.5 8.3 1.56 6.87 3z',
  fit: 'M2 2h5v1.5H4.56L7 5.94 5.94 7 3.5 4.56V7H2zM9 2h5v5h-1.5V4.56L10.06 7 9 5.94l2.44-2.44H9zM7 10.06 4.56 12.5H7V14H2V9h1.5v2.44L5.94 9zM14 9v5H9v-1.5h2.44L9 10.06 10.06 9l2.44 2.44V9z',
  display:
    'M2 4h6.1a2 2 0 0 1 3.8 0H14v1.5h-2.1a2 2 0 0 1-3.8 0H2zM2 10.5h2.1a2 2 0 0 1 3.8 0H14V12H7.9a2 2 0 0 1-3.8 0H2z',
  text: 'M2 3h12v1.5H2zM2 6h12v1.5H2zM2 9h12v1.5H2zM2 12h8v1.5H2z',
  export:
    'M8 1.5 11.5 5l-1.06 1.06L8.75 4.37V10h-1.5V4.37L5.56 6.06 4.5 5zM3 9h1.5v4h7V9H13v5.5H3z',
  help: 'M8 1.5a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13zM8 3a5 5 0 1 0 0 10A5 5 0 0 0 8 3zm-.75 7.25h1.5v1.5h-1.5zM8 4.5c1.5 0 2.5.9 2.5 2.1 0 1.3-1.75 1.6-1.75 2.9h-1.5c0-1.95 1.75-2.1 1.75-2.9 0-.4-.4-.7-1-.7-.65 0-1.1.4-1.1 1H5.4c0-1.4 1.05-2.4 2.6-2.4z',
  chevron: 'M3.5 5.5 8 10l4.5-4.5 1.06 1.06L8 12.12 2.44 6.56z',
  close: 'M4 2.94 8 6.94l4-4L13.06 4l-4 4 4 4L12 13.06l-4-4-4 4L2.94 12l4-4-4-4z',
} as const;

export type IconName = keyof typeof PATHS;

/** An icon in the colour of its surroundings; says nothing to screen readers. */
export function icon(name: IconName): SVGSVGElement {
  return svg(
    'svg',
    { class: 'icon', viewBox: '0 0 16 16', width: 16, height: 16, 'aria-hidden': 'true' },
    svg('path', { d: PATHS[name] }),
  );
}

/** Shows another icon in place of the one inside the element. */
export function setIcon(element: Element, name: IconName): void {
  element.querySelector('.icon path')?.setAttribute('d', PATHS[name]);
}
