/** The YAML library's errors in plain words: what is wrong, what is usually the cause, and what to do. */
import * as l10n from '@vscode/l10n';

/** A problem's code and message. */
export interface Words {
  readonly code: string;
  readonly message: string;
}

/** Own words for an error of the library; its own text and a general remedy for errors that are not known here. */
export function plainWords(
  error: { readonly code: string; readonly message: string },
  language: 'yaml' | 'json',
): Words {
  const { message } = error;
  const known = BY_CODE[error.code]?.(message);
  if (typeof known === 'string') return { code: 'syntax', message: known };
  if (known) return known;
  const format = language === 'json' ? 'JSON' : 'YAML';
  return {
    code: 'syntax',
    message: l10n.t(
      'This is not valid {0} ({1}). Check quotes, brackets, colons and the indentation of this line and the one above.',
      format,
      message.replace(/[\s.:]+$/, ''),
    ),
  };
}

const badIndent = (message: string): Words => ({ code: 'bad-indent', message });

const BY_CODE: Readonly<Record<string, (message: string) => Words | string | null>> = {
  BAD_INDENT: () =>
    badIndent(
      l10n.t(
        'The indentation does not fit the lines above. Things of the same list or mapping start in the same column.',
      ),
    ),
  BLOCK_AS_IMPLICIT_KEY: (message) =>
    message.startsWith('Nested')
      ? badIndent(
          l10n.t(
            'A second key stands inside this value. Usually the next line is indented too far, or a text with a colon needs quotes. Put every key on a line of its own, in the same column.',
          ),
        )
      : badIndent(
          l10n.t(
            'A list cannot start here. Usually its lines are not indented like those of the list above. Let them start in the same column.',
          ),
        ),
  BLOCK_IN_FLOW: () =>
    badIndent(
      l10n.t(
        'A list or mapping on lines of its own cannot stand inside brackets. Usually a bracket before it is not closed. Close it, or write this in brackets too.',
      ),
    ),
  BAD_DQ_ESCAPE: () => l10n.t('This escape does not exist. Write \\\\ for a backslash.'),
  TAG_RESOLVE_FAILED: () =>
    l10n.t('Tags (words after "!") mean nothing in a model file. Remove it.'),
  BAD_COLLECTION_TYPE: () =>
    l10n.t('Tags (words after "!") mean nothing in a model file. Remove it.'),
  MULTIPLE_TAGS: () => l10n.t('Tags (words after "!") mean nothing in a model file. Remove them.'),
  MULTIPLE_ANCHORS: () =>
    l10n.t('A value has one anchor (a word after "&") at most, but here are two. Remove one.'),
  ALIAS_PROPS: () =>
    l10n.t(
      'An alias (a word after "*") takes no anchor or tag. Remove the word with "&" or "!" before it.',
    ),
  BAD_ALIAS: () =>
    l10n.t(
      'After "&" and "*" a name must follow that does not end with a colon. Write the name, or put a text that starts so in quotes.',
    ),
  BAD_PROP_ORDER: () =>
    l10n.t(
      'Words with "&" or "!" stand right before their value, after "-" or the colon. Move it there.',
    ),
  BAD_DIRECTIVE: () =>
    l10n.t(
      'A line that starts with "%" is an instruction to YAML, and a model file needs none. Remove the line, or put "#" before it for a comment.',
    ),
  BAD_SCALAR_START: (message) =>
    l10n.t(
      'A text cannot start with {0} here, which has a meaning of its own in YAML. Put the text in quotes.',
      message.slice(-1),
    ),
  KEY_OVER_1024_CHARS: () =>
    l10n.t(
      'This key has more than 1024 characters. Usually a quote or bracket further up is not closed. Close it, or shorten the key.',
    ),
  MULTILINE_IMPLICIT_KEY: () =>
    l10n.t(
      'A key must stand on one line with its colon, but this one goes on over several. Usually a colon is missing on the first of them, or the next is indented too far.',
    ),
  RESOURCE_EXHAUSTION: () =>
    l10n.t('This is nested too deeply to be read. Use fewer levels of lists and mappings.'),
  MISSING_CHAR: missing,
  UNEXPECTED_TOKEN: unexpected,
};

function missing(message: string): Words | string | null {
  if (message.startsWith('Missing , ')) {
    return { code: 'missing-comma', message: l10n.t('A comma is missing between two values.') };
  }
  if (message.startsWith('Missing space after :')) {
    return { code: 'missing-space', message: l10n.t('A space is missing after this colon.') };
  }
  if (message.startsWith('Missing directives-end')) {
    return l10n.t(
      'Lines with "%" must be followed by a line "---". Remove them; a model file needs none.',
    );
  }
  if (message.startsWith('Comments')) {
    return l10n.t('A comment needs a space before its "#". Insert one, or put the text in quotes.');
  }
  if (message.startsWith('Tags and anchors')) {
    return l10n.t('A space is missing after this word with "&" or "!". Insert one.');
  }
  if (message.startsWith('Implicit')) {
    return {
      code: 'missing-colon',
      message: l10n.t(
        'This line has no colon, but it stands among keys with values. Write it as key: value, or indent it below the key it belongs to.',
      ),
    };
  }
  if (message.startsWith('Sequence item')) {
    return badIndent(
      l10n.t(
        'This line stands among the items of a list, but it does not start with "- ". Write "- " before it, or indent it as far as the item it belongs to.',
      ),
    );
  }
  return null;
}

function unexpected(message: string): Words | string | null {
  if (message.endsWith('at node end')) {
    return l10n.t(
      'Something follows here after a value has ended. Usually a quote or bracket is closed too early, or a comma or a new line is missing. Remove what follows, or put the whole text in quotes.',
    );
  }
  if (message.startsWith('Unexpected ,') || message.startsWith('Unexpected empty item')) {
    return l10n.t('A value is missing beside this comma. Write one, or remove the comma.');
  }
  if (/flow-(map|seq)-end|document: "?[\]}]/.test(message)) {
    return l10n.t('This bracket closes nothing. Remove it, or open one before it.');
  }
  if (message.startsWith('Block scalar header')) {
    return l10n.t(
      'After "|" or ">" the text starts on the next line, indented. Move it there, or put it in quotes.',
    );
  }
  return l10n.t(
    'This does not belong here. Usually the line is indented wrongly, or a colon, comma, quote or bracket is missing just before.',
  );
}
