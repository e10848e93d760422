/** Places the headers over the columns, cut to the room that their neighbours leave. */
import { PATH_FORMS } from '../model/layer-names';
import { phaseTextColor } from './circles';
import type { Frame } from './frame';
import { headersOf, type Header } from './header-texts';
import { textLabel } from './letter';
import { contentWidth } from './metrics';
import type { Placer } from './placer';
import type { Color, Label, Path } from './scene';

/** Widest header in pixels. */
const WIDEST = 252;

/** Free room beside a title, in pixels. */
const GAP = 8;

/** Frames with smaller circles have no second lines. */
const SMALLEST_WITH_DETAILS = 5;

/** The headers of one frame: titles first, second lines later, since they matter less. */
export class HeaderWriter {
  private readonly headers: readonly Header[];
  private readonly size: number;
  /** Width of what was placed, by header; 0 for nothing. */
  private readonly widths: number[];
  /** Middle of what was placed, by header: it may have been moved inwards. */
  private readonly middles: number[];

  constructor(
    private readonly frame: Frame,
    private readonly placer: Placer,
  ) {
    const { width, height } = frame.request;
    this.headers = headersOf(frame);
    this.size = width < 440 || height < 360 ? 11 : 12;
    this.widths = this.headers.map(() => 0);
    this.middles = this.headers.map(({ x }) => x);
  }

  placeTitles(): void {
    const { frame, headers, size } = this;
    const lines = this.titleLines();
    const running = headers.findIndex((header) => header.running);
    const titles = fitted(lines, size, running);
    const labelOf = (place: number, title: string): Label => {
      const { x, y } = headers[place]!;
      const color = place === running ? phaseTextColor(frame) : frame.palette.foreground;
      return lineLabel(frame, title, true, x, y - size - 4, size, color);
    };
    const add = (place: number, title: string): boolean => this.add(place, labelOf(place, title));
    // What runs is named first, more shortly or on a circle of another lane if need be; its neighbours give way.
    const forms = running < 0 ? [] : [titles[running]!, ...lines[running]!.forms.slice(1)];
    const named = forms.some((title) => add(running, title));
    if (running >= 0 && !named) this.add(running, labelOf(running, forms[0]!), true);
    for (const important of [true, false]) {
      const places = headers.flatMap((header, place) =>
        header.important === important && place !== running ? [place] : [],
      );
      const rest = places.filter((place) => titles[place] === null);
      places.forEach((place) => titles[place] !== null && add(place, titles[place]!));
      // Where two neighbours have too little room for both, one of them is still better than none.
      rest.forEach((place) => add(place, lines[place]!.forms.at(-1)!));
    }
  }

  /** All titles with the fullest form of their paths for which those that are important have room. */
  private titleLines(): Line[] {
    const linesOf = (form: number): Line[] =>
      this.headers.map((header) => ({ ...header, forms: header.titles[form]!, bold: true }));
    for (let form = 0; form < PATH_FORMS - 1; form += 1) {
      const lines = linesOf(form);
      const found = fitted(lines, this.size, -1);
      const fits = lines.every(
        ({ forms, important }, i) => !important || forms.includes(found[i]!),
      );
      if (fits) return lines;
    }
    return linesOf(PATH_FORMS - 1);
  }

  placeDetails(): void {
    const { frame, headers, size } = this;
    if (frame.scale < SMALLEST_WITH_DETAILS) return;
    const lines = headers.map((header) => ({ ...header, forms: header.details, bold: false }));
    fitted(lines, size - 1, -1).forEach((detail, place) => {
      const { y } = headers[place]!;
      if (detail === null || this.widths[place] === 0) return;
      this.add(
        place,
        lineLabel(frame, detail, false, this.middles[place]!, y, size - 1, frame.palette.muted),
      );
    });
  }

  /** Dims the lines behind headers that stand among them. */
  grounds(): Path[] {
    const { background } = this.frame.palette.theme;
    return this.headers.flatMap(({ y, amidLines }, place) => {
      const x = this.middles[place]!;
      const half = this.widths[place]! / 2 + 2;
      if (!amidLines || half === 2) return [];
      const middle = y - this.size + 1;
      const points = [x - half, middle, x + half, middle];
      const width = 2.3 * this.size;
      return [{ points, width, color: background, alpha: 0.82, dashed: false }];
    });
  }

  private add(place: number, label: Label, onShapes = false): boolean {
    const { placer } = this;
    if (!placer.add(label, GAP / 2) && !(onShapes && placer.addInside(label))) return false;
    const width = contentWidth(label.content, label.size);
    this.widths[place] = Math.max(this.widths[place]!, width);
    this.middles[place] = label.x;
    return true;
  }
}

interface Line extends Pick<Header, 'x' | 'y' | 'important'> {
  /** From the fullest to the shortest. */
  readonly forms: readonly string[];
  readonly bold: boolean;
}

/**
 * The fullest form of each line that leaves its neighbours theirs; null where not even a shortened one has room. An important line takes
 * no heed of those that are not. The line at place `winner`, if there is one, has its fullest form, whatever that leaves the others.
 */
function fitted(lines: readonly Line[], size: number, winner: number): (string | null)[] {
  const widthOf = (text: string, bold: boolean): number =>
    contentWidth(textLabel(text, bold), size);
  const won = lines[winner];
  return lines.map((line) => {
    const { forms, bold } = line;
    if (line === won) {
      const fits = (text: string): boolean => widthOf(text, bold) <= WIDEST;
      return forms.find(fits) ?? shortened(forms.at(-1)!, fits);
    }
    const neighbours = lines.filter(
      (other) =>
        other !== line &&
        Math.abs(other.y - line.y) < 30 &&
        (other.important || other === won || !line.important),
    );
    const full = widthOf(forms[0]!, bold);
    const free = neighbours.every(
      (other) => (full + widthOf(other.forms[0]!, bold)) / 2 + GAP <= Math.abs(other.x - line.x),
    );
    if (free) return forms[0]!;
    const rooms = neighbours.map((other) => {
      const apart = Math.abs(other.x - line.x);
      return other === won ? 2 * (apart - GAP) - widthOf(other.forms[0]!, bold) : apart - GAP;
    });
    const room = Math.min(WIDEST, ...rooms);
    const fits = (text: string): boolean => widthOf(text, bold) <= room;
    const form = forms.find(fits);
    return form ?? (bold ? shortened(forms[forms.length - 1]!, fits) : null);
  });
}

/** One line of a header, moved inwards at the edges of the frame. */
function lineLabel(
  frame: Frame,
  text: string,
  bold: boolean,
  x: number,
  y: number,
  size: number,
  color: Color,
): Label {
  const content = textLabel(text, bold);
  const half = contentWidth(content, size) / 2 + 2;
  const { width } = frame.request;
  const outside = x < -half || x > width + half;
  const inside = outside ? x : Math.min(width - half, Math.max(half, x));
  return { content, x: inside, y, anchorX: 0.5, anchorY: 1, angle: 0, size, color, alpha: 1 };
}

function shortened(text: string, fits: (text: string) => boolean): string | null {
  for (let length = text.length - 1; length >= 4; length--) {
    const cut = `${text.slice(0, length).trimEnd()}…`;
    if (fits(cut)) return cut;
  }
  return null;
}
