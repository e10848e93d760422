/** What can be chosen for an export, and how choices are read. Knows no editor. */
import * as l10n from '@vscode/l10n';
import type { ExportRequest } from '../../protocol/messages';

export interface Size {
  readonly width: number;
  readonly height: number;
}

export type ClipRange = Extract<ExportRequest, { kind: 'clip' }>['range'];

/** Sizes offered first; they depend on no panel. */
export const SIZES: readonly Size[] = [
  { width: 1280, height: 720 },
  { width: 1920, height: 1080 },
  { width: 800, height: 600 },
  { width: 1080, height: 1080 },
];

/** Frames per second offered first. A GIF counts in hundredths of a second, so these play exactly. */
export const FRAME_RATES: readonly number[] = [20, 10, 25, 50];

export const CLIP_RANGES: readonly ClipRange[] = [
  'all',
  'forward',
  'loss',
  'backward',
  'update',
  'fromHere',
];

const LEAST_SIDE = 64;
const MOST_SIDE = 4096;
const MOST_FRAMES_PER_SECOND = 50;

/** The size that a text such as `1280x720` or `1280 × 720` names; null when it names none that can be drawn. */
export function parseSize(text: string): Size | null {
  const match = /^\s*(\d+)\s*[x×*, ]\s*(\d+)\s*$/i.exec(text);
  if (!match) return null;
  const size = { width: Number(match[1]), height: Number(match[2]) };
  return isSide(size.width) && isSide(size.height) ? size : null;
}

/** Says which sizes can be drawn. */
export function sizeRule(): string {
  return l10n.t(
    'Width × height in pixels, each from {0} to {1}, such as 1280 × 720.',
    LEAST_SIDE,
    MOST_SIDE,
  );
}

/** What scripts and tests hand to the export commands. `target` is checked by the caller, who knows the editor's classes. */
export interface ExportArguments {
  readonly target: unknown;
  readonly request: ExportRequest;
}

/** Reads the arguments of an export command; throws a sentence on what is wrong with them. Missing choices get the first offer. */
export function parseExportArguments(
  kind: ExportRequest['kind'],
  argument: object,
): ExportArguments {
  const given = argument as Readonly<Record<string, unknown>>;
  const { target, width = SIZES[0]!.width, height = SIZES[0]!.height } = given;
  if (!isSide(width) || !isSide(height)) throw new Error(sizeRule());
  if (kind === 'frame') return { target, request: { kind, width, height } };
  const { framesPerSecond = FRAME_RATES[0], range = 'all' } = given;
  const clipRange = CLIP_RANGES.find((known) => known === range);
  if (!clipRange) {
    throw new Error(l10n.t('The range must be one of {0}.', CLIP_RANGES.join(', ')));
  }
  if (!isFrameRate(framesPerSecond)) {
    throw new Error(
      l10n.t('Frames per second must be more than 0 and at most {0}.', MOST_FRAMES_PER_SECOND),
    );
  }
  return { target, request: { kind, width, height, framesPerSecond, range: clipRange } };
}

function isSide(value: unknown): value is number {
  return (
    typeof value === 'number' &&
    Number.isInteger(value) &&
    value >= LEAST_SIDE &&
    value <= MOST_SIDE
  );
}

function isFrameRate(value: unknown): value is number {
  return typeof value === 'number' && value > 0 && value <= MOST_FRAMES_PER_SECOND;
}
