/** What every reader of a spec file needs: the text, its lines, where to report, and the named sizes. */
import * as l10n from '@vscode/l10n';
import type { Lines, Span } from '../lines';
import type { Problems, Remedy } from '../problems';

export interface Source {
  readonly text: string;
  readonly lines: Lines;
  readonly problems: Problems;
  readonly language: 'yaml' | 'json';
}

export interface Context extends Source {
  /** Named sizes of `dims:`, filled before anything else is read. */
  readonly dims: Map<string, number>;
  /** False for a model in eval mode; known once layers become operations. */
  readonly training?: boolean;
}

/** A remedy that writes another word, quoted where the language wants it. */
export function changeWord(source: Source, span: Span, word: string): Remedy {
  return {
    title: l10n.t('Change to {0}', word),
    edits: [{ span, newText: source.language === 'json' ? JSON.stringify(word) : word }],
  };
}
