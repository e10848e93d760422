/** Measures the page: where things are, and whether text stands out from what is behind it. */
import type { Page } from 'playwright-core';

export interface Box {
  readonly name: string;
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly clickable: boolean;
  /** Places in the list of the boxes that this one is a part of. */
  readonly partOf: readonly number[];
}

/** All visible controls and stretches of text outside of the picture and of what scrolls. */
export function boxesOf(page: Page): Promise<Box[]> {
  return page.evaluate(() => {
    const CONTROLS =
      'vscode-button, vscode-dropdown, button, input, [role=slider], .loss-chart svg';
    const TEXTS =
      '.view-name, .kicker, .explanation h2, .training-state span, .training-state strong, .phase span, .layer-label span, kbd';
    const shown = [...document.querySelectorAll<HTMLElement>(`${CONTROLS}, ${TEXTS}`)].filter(
      (element) =>
        element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) &&
        element.closest('.sheet, .body, .banners, dialog') === null,
    );
    return shown.map((element) => {
      const { left, top, right, bottom } = element.getBoundingClientRect();
      const name = element.getAttribute('aria-label') ?? element.textContent ?? '';
      const partOf = shown.flatMap((other, i) =>
        other !== element && other.contains(element) ? [i] : [],
      );
      const clickable = element.matches(CONTROLS);
      return { name, left, top, right, bottom, clickable, partOf };
    });
  });
}

/** Pairs of boxes that cover each other though neither is a part of the other. */
export function meeting(boxes: readonly Box[]): string[] {
  const found: string[] = [];
  boxes.forEach((a, i) => {
    boxes.forEach((b, k) => {
      if (k <= i || a.partOf.includes(k) || b.partOf.includes(i)) return;
      const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
      if (across > 0.5 && down > 0.5) found.push(`${a.name} and ${b.name}`);
    });
  });
  return found;
}

/** The contrast of every visible text of the page outside of the picture. */
export function contrastsOf(page: Page): Promise<{ text: string; ratio: number }[]> {
  return page.evaluate(() => {
    const context = document
      .createElement('canvas')
      .getContext('2d', { willReadFrequently: true })!;
    /** Paints colours over each other and reads what is seen. */
    const flatten = (colors: readonly string[]): number[] => {
      context.clearRect(0, 0, 1, 1);
      for (const color of colors) {
        context.fillStyle = color;
        context.fillRect(0, 0, 1, 1);
      }
      return [...context.getImageData(0, 0, 1, 1).data.slice(0, 3)];
    };
    const luminance = (rgb: readonly number[]): number => {
      const [r, g, b] = rgb.map((value) => {
        const share = value / 255;
        return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
    };
    const behind = (element: Element): string[] => {
      const host = element.getRootNode();
      const parent = element.parentElement ?? (host instanceof ShadowRoot ? host.host : null);
      return [...(parent ? behind(parent) : ['white']), getComputedStyle(element).backgroundColor];
    };
    const walker = document.createTreeWalker(document.querySelector('#app')!, NodeFilter.SHOW_TEXT);
    const found: { text: string; ratio: number }[] = [];
    while (walker.nextNode()) {
      const element = walker.currentNode.parentElement!;
      const text = walker.currentNode.textContent!.trim();
      if (
        text === '' ||
        element.closest('.only-read, .katex-mathml, [disabled], .twin:not(.shown)')
      )
        continue;
      if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
      const backgrounds = behind(element);
      const [a, b] = [
        luminance(flatten([...backgrounds, getComputedStyle(element).color])),
        luminance(flatten(backgrounds)),
      ];
      found.push({ text, ratio: (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05) });
    }
    return found;
  });
}
