/** Tells the first words of the statements that hold others. */
import type { Span } from '../../../lines';

const HEAD =
  /(?:async[ \t]+)?(if|elif|else|while|for|try|except|finally|with|def|class)(?![\w\x80-\uffff])/y;
const SOFT_HEAD = /(match|case)\b[ \t]*(?![\s=.,)])/y;

/** The first word of a line, when this may hold others; else an empty text. */
export function headWord(text: string, { start, end }: Span): string {
  HEAD.lastIndex = start;
  const head = HEAD.exec(text);
  if (head) return head[1]!;
  SOFT_HEAD.lastIndex = start;
  const soft = text[end - 1] === ':' ? SOFT_HEAD.exec(text) : null;
  return soft ? soft[1]! : '';
}

/** True when the next line may be indented more than this one. */
export function startsBlock(text: string, line: Span): boolean {
  if (text[line.end - 1] === ':') return true;
  return headWord(text, line) !== '' && !hasColon(text, line);
}

/** True when a colon stands outside brackets: what follows it is the block. */
function hasColon(text: string, { start, end }: Span): boolean {
  let open = 0;
  for (let at = start; at < end; at += 1) {
    const char = text.charAt(at);
    if ('([{'.includes(char)) open += 1;
    else if (')]}'.includes(char)) open -= 1;
    else if (char === ':' && open === 0) return true;
  }
  return false;
}
