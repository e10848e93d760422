/** Breaking words into lines. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wrap } from '../../../webview/export/text';

const widthOf = (text: string): number => text.length;

describe('wrap', () => {
  it('fills lines and breaks between words', () => {
    expect(wrap('one two three four', 9, widthOf)).toEqual(['one two', 'three', 'four']);
    expect(wrap('  spaces   and\nlines ', 20, widthOf)).toEqual(['spaces and lines']);
    expect(wrap('', 10, widthOf)).toEqual([]);
  });

  it('keeps all words, and no line that could be broken is too wide', () => {
    fc.assert(
      fc.property(
        fc.array(fc.stringMatching(/^[a-z]{1,12}$/)),
        fc.integer({ min: 1, max: 40 }),
        (words, width) => {
          const lines = wrap(words.join(' '), width, widthOf);
          expect(lines.join(' ')).toBe(words.join(' '));
          for (const line of lines) if (line.includes(' ')) expect(line.length <= width).toBe(true);
        },
      ),
    );
  });
});
