/** Amounts of work, memory and time as people say them, in the language of the page. */

const BYTE_UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte', 'petabyte'] as const;

/** A count in words: 12.3 million. */
export function countText(count: number): string {
  return format(count, { notation: 'compact', compactDisplay: 'long' });
}

/** Memory: 1.2 GB, of 1000 MB each. */
export function bytesText(bytes: number): string {
  let [value, place] = [bytes, 0];
  while (value >= 999.5 && place < BYTE_UNITS.length - 1) {
    value /= 1000;
    place += 1;
  }
  return format(value, { style: 'unit', unit: BYTE_UNITS[place]! });
}

/** A stretch of time, not shorter than is worth telling: 0.1 sec, 40 sec, 3 min, 2 hr. */
export function secondsText(seconds: number): string {
  if (seconds < 100) return format(Math.max(0.1, seconds), { style: 'unit', unit: 'second' }, 2);
  if (seconds < 6000) return format(seconds / 60, { style: 'unit', unit: 'minute' }, 2);
  return format(seconds / 3600, { style: 'unit', unit: 'hour' }, 2);
}

/** A share of all in whole percent, never 100 before the end. */
export function shareText(share: number): string {
  const percent = Math.min(0.99, Math.floor(100 * share) / 100);
  return new Intl.NumberFormat(language(), { style: 'percent' }).format(percent);
}

function format(value: number, options: Intl.NumberFormatOptions, digits = 3): string {
  const maximumSignificantDigits = digits;
  return new Intl.NumberFormat(language(), { ...options, maximumSignificantDigits }).format(value);
}

function language(): string {
  return document.documentElement.lang || 'en';
}
