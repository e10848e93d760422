/** Reads a spec file: text to tree, tree to sections, sections to a graph. Never throws; what cannot be read is a problem. */
import * as l10n from '@vscode/l10n';
import type { SourceRange } from '../../model/range';
import { Lines } from '../lines';
import { insertAt, Problems } from '../problems';
import type { ParseResult } from '../result';
import { SECTIONS } from './catalog';
import { nearest } from '../nearest';
import { MAX_TEXT } from './limits';
import { readModel } from './model';
import type { Source } from './source';
import { isNothing, type MapTree, type Tree } from './tree';
import { readYaml } from './yaml';

/** A model to start from, offered for an empty file. */
const STARTER = `input: 2
layers:
  - linear: { out: 4, name: hidden }
  - tanh
  - linear: { out: 1, name: out }
  - sigmoid
loss: bce
data: { dataset: xor, samples: 16 }
`;

/** Reads YAML or JSON text. The model's default name is `title`. */
export function readSpec(text: string, title: string, language: 'yaml' | 'json'): ParseResult {
  const lines = new Lines(text);
  const syntax = new Problems(lines);
  const source: Source = { text, lines, problems: syntax, language };
  if (text.length > MAX_TEXT) {
    reportTooLong(source);
    return { models: [], problems: syntax.list() };
  }
  const tree = readYaml(source);
  const broken = syntax.errors > 0;
  const root = broken && tree?.kind !== 'map' ? null : modelTree(tree, source, broken);
  if (!root) return { models: [], problems: syntax.list() };

  const problems = new Problems(lines);
  const model = readModel(root, title, { ...source, problems, dims: new Map() });
  const found = [...syntax.list(), ...reliable(problems.list(), syntax.list())].sort(byPlace);
  return { models: model ? [model(found)] : [], problems: found };
}

function reportTooLong({ lines, problems }: Source): void {
  problems.error(
    'file-too-large',
    { start: 0, end: Math.min(lines.line(0).end, 80) },
    l10n.t(
      'This file has more than {0} characters, too many for a model file. Large data can be replaced by a data set or random data.',
      MAX_TEXT,
    ),
  );
}

/** The mapping that describes a model, or null after one problem that says why there is none. */
function modelTree(tree: Tree | null, source: Source, broken: boolean): MapTree | null {
  const { problems, lines, language } = source;
  if (!tree || isNothing(tree)) {
    const remedy = insertAt(l10n.t('Insert a small model'), source.text.length, STARTER);
    problems.error(
      'empty-file',
      lines.line(0),
      l10n.t('This file is empty. A model has at least "input" and "layers".'),
      ...(language === 'yaml' ? [remedy] : []),
    );
    return null;
  }
  if (tree.kind === 'map' && (broken || describesModel(tree))) return tree;
  problems.error(
    'not-a-model',
    lines.line(lines.lineAt(tree.span.start)),
    l10n.t('This file does not describe a model: it has neither "input" nor "layers".'),
  );
  return null;
}

/** True when the main keys are there, even misspelt, or when nothing but keys of the language is. */
function describesModel({ entries }: MapTree): boolean {
  const known = (key: string) => SECTIONS.some((section) => section.name === key);
  return (
    entries.some(({ key }) => nearest(key, ['input', 'layers']) !== null) ||
    (entries.length > 0 && entries.every(({ key }) => known(key)))
  );
}

interface Found {
  readonly code: string;
  readonly range: SourceRange;
}

/** Leaves out what is only a consequence of broken syntax: problems on the same lines, and things that are missing. */
function reliable<P extends Found>(problems: readonly P[], syntax: readonly Found[]): P[] {
  if (syntax.length === 0) return [...problems];
  return problems.filter(
    ({ code, range }) =>
      !code.startsWith('missing-') &&
      !syntax.some(
        (other) => other.range.startLine <= range.endLine && range.startLine <= other.range.endLine,
      ),
  );
}

function byPlace(a: Found, b: Found): number {
  return a.range.startLine - b.range.startLine || a.range.startColumn - b.range.startColumn;
}
