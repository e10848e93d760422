/** Says in plain words why a file could not be read. */

const SENTENCES: Readonly<Record<string, string>> = {
  ENOENT: 'This file does not exist. Check its folder and name.',
  ENOTDIR: 'This file does not exist, because a part of its path is not a folder. Check the path.',
  EISDIR: 'This is a folder. Name a file in it.',
  EACCES: 'There is no permission to read this file.',
  EPERM: 'There is no permission to read this file.',
  ENAMETOOLONG: 'This name is too long for a file.',
  ELOOP: 'This link leads in a circle. Name the file itself.',
  ERR_INVALID_ARG_VALUE: 'This is not the name of a file.',
  ERR_FS_FILE_TOO_LARGE: 'This file is too large to be read.',
  ERR_STRING_TOO_LONG: 'This file is too large to be read.',
};

/** A sentence for an error that was thrown when a file was read. */
export function whyUnreadable(error: unknown): string {
  const { code, message } = error as { code?: string; message?: string };
  const known = code === undefined ? undefined : SENTENCES[code];
  return known ?? `This file cannot be read (${message ?? String(error)}).`;
}
