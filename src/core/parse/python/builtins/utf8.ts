/** UTF-8, as strings with one character for each byte. */

/** Halves of characters, which UTF-8 cannot write. */
const LONE = /\p{Cs}/gu;

/** The bytes of a text. */
export function toUtf8(text: string): string {
  const encoded = encodeURIComponent(text.replace(LONE, '\ufffd'));
  return encoded.replace(/%(..)/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
}

/** The text of bytes; undefined where they are not UTF-8. */
export function fromUtf8(bytes: string): string | undefined {
  const escaped = bytes.replace(
    /[^A-Za-z0-9]/g,
    (c) => `%${c.charCodeAt(0).toString(16).padStart(2, '0')}`,
  );
  try {
    return decodeURIComponent(escaped);
  } catch {
    return undefined;
  }
}
