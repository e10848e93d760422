/** Reads YAML text into a tree with spans, and reports what the language does not allow. JSON text is read in the same way. */
import * as l10n from '@vscode/l10n';
import { Composer, isAlias, isMap, isScalar, isSeq, Parser } from 'yaml';
import type { Document, Node, Pair, Scalar } from 'yaml';
import type { Span } from '../lines';
import { changeTo } from '../problems';
import { isStrictJson, readableJson, reportNotJson } from './json';
import { reportSyntax } from './syntax';
import type { Source } from './source';
import type { Entry, Tree } from './tree';

/** Texts with more syntax errors than this are not read to their end. */
const MAX_SYNTAX_ERRORS = 50;
/** Lists within lists within lists … */
const MAX_DEPTH = 64;
/** Brackets that are open at the same time, even inside texts and comments. */
const MAX_BRACKETS = 500;
/** Values that a file may use through aliases, all uses counted. */
const MAX_ALIASED = 10_000;

/** The tree of the first document, as far as it could be recovered; null when there is none. */
export function readYaml(source: Source): Tree | null {
  if (reportBrackets(source)) return null;
  const json = source.language === 'json';
  const strict = json && isStrictJson(source.text);
  const [document, second] = compose(source, json && !strict ? readableJson(source) : source.text);
  if (!document) return null;
  const findings = strict ? [] : [...document.errors, ...document.warnings];
  const lines = reportSyntax(source, findings);
  const contents = document.contents as Node | null;
  const tree = contents && new Converter(source, lines).convert(contents, 0);
  if (second) reportSecond(source, second.range[0]);
  if (json && !strict && source.problems.errors === 0) reportNotJson(source);
  return tree;
}

/** The library recurses over brackets; texts with absurdly many open ones are refused before it sees them. */
function reportBrackets({ text, problems }: Source): boolean {
  let depth = 0;
  for (const { 0: bracket, index } of text.matchAll(/[[\]{}]/g)) {
    depth = Math.max(0, depth + (bracket === '[' || bracket === '{' ? 1 : -1));
    if (depth > MAX_BRACKETS) {
      const span = { start: index, end: index + 1 };
      problems.error('too-deep', span, l10n.t('Too many brackets are open here. Close them.'));
      return true;
    }
  }
  return false;
}

function reportSecond({ text, problems }: Source, start: number): void {
  problems.error(
    'several-documents',
    { start, end: Math.min(start + 3, text.length) },
    l10n.t(
      'A second document starts here, and a file holds one model. Put it into a file of its own.',
    ),
  );
}

/** The first two documents of a text. */
function compose(source: Source, text: string): Document.Parsed[] {
  const composer = new Composer({
    uniqueKeys: false,
    schema: source.language === 'json' ? 'json' : 'core',
  });
  const documents: Document.Parsed[] = [];
  let errors = 0;
  for (const token of new Parser().parse(text)) {
    if (token.type === 'error' && (errors += 1) > MAX_SYNTAX_ERRORS) break;
    for (const document of composer.next(token)) documents.push(document);
    if (documents.length > 1) return documents;
  }
  for (const document of composer.end(true, text.length)) documents.push(document);
  return documents;
}

/** Turns the library's nodes into trees. Aliases are resolved to the tree they name, so that no text can blow up. */
class Converter {
  private readonly anchors = new Map<string, { readonly tree: Tree; readonly size: number }>();
  private made = 0;
  private aliased = 0;
  private bombed = false;

  constructor(
    private readonly source: Source,
    /** Lines where the syntax is broken already. */
    private readonly broken: ReadonlySet<number>,
  ) {}

  convert(node: Node, depth: number, otherwise?: Span): Tree {
    const before = this.made;
    this.made += 1;
    const tree = this.build(node, depth, otherwise);
    const anchor = isAlias(node) ? undefined : (node as { anchor?: string }).anchor;
    if (anchor) this.anchors.set(anchor, { tree, size: this.made - before });
    return tree;
  }

  private build(node: Node, depth: number, otherwise?: Span): Tree {
    const span = this.spanOf(node, otherwise);
    if (depth > MAX_DEPTH) {
      this.source.problems.error(
        'too-deep',
        span,
        l10n.t('This is nested more than {0} levels deep, which no model needs.', MAX_DEPTH),
      );
      return nothing(span);
    }
    if (isAlias(node)) return this.resolve(node.source, span);
    if (isMap(node)) {
      const entries = node.items.flatMap((pair) => this.entry(pair as Pair<Node, Node>, depth));
      return {
        kind: 'map',
        entries: this.merged(entries),
        flow: node.flow === true,
        span: trimmed(span, entries, node),
      };
    }
    if (isSeq(node)) {
      const items = node.items.map((item) => this.convert(item as Node, depth + 1));
      return { kind: 'list', items, flow: node.flow === true, span: trimmed(span, items, node) };
    }
    return isScalar(node) ? this.scalar(node, span) : nothing(span);
  }

  private entry(pair: Pair<Node, Node | null>, depth: number): Entry[] {
    const keySpan = this.spanOf(pair.key);
    if (!isScalar(pair.key) || pair.key.value === null) {
      const { lines, problems } = this.source;
      if (!this.broken.has(lines.lineAt(keySpan.start))) {
        problems.error(
          'bad-key',
          keySpan,
          l10n.t('A key must be a single word here. Is the indentation of this line right?'),
        );
      }
      return [];
    }
    const key = pair.key.source ?? '';
    const value = pair.value ? this.convert(pair.value, depth + 1, keySpan) : nothing(keySpan);
    const end = Math.max(keySpan.end, value.span.end);
    return [{ key, keySpan, value, span: { start: keySpan.start, end } }];
  }

  /** Puts the entries of `<<: *anchor` in its place; keys that stand in the mapping itself count more. */
  private merged(entries: readonly Entry[]): readonly Entry[] {
    if (this.source.language === 'json' || !entries.some(isMerge)) return entries;
    const taken = new Set(entries.map(({ key }) => key));
    return entries.flatMap((entry) => {
      if (!isMerge(entry)) return [entry];
      const parts = entry.value.kind === 'list' ? entry.value.items : [entry.value];
      return parts.flatMap((part) => {
        if (part.kind === 'map') {
          const free = part.entries.filter(({ key }) => !taken.has(key));
          for (const { key } of free) taken.add(key);
          return free;
        }
        this.source.problems.error(
          'bad-merge',
          entry.keySpan,
          l10n.t('After "<<:" a mapping must follow, such as *name of one with the anchor &name.'),
        );
        return [];
      });
    });
  }

  private scalar(node: Scalar, span: Span): Tree {
    const { value } = node;
    const quoted = node.type !== 'PLAIN';
    this.checkClosed(node, span);
    if (value === null || typeof value === 'number' || typeof value === 'boolean') {
      return { kind: 'scalar', value, quoted, span };
    }
    const content = typeof value === 'string' ? value : (node.source ?? '');
    return { kind: 'scalar', value: content, quoted, span };
  }

  /** A quote that is never closed swallows the rest of the file; the place to mark is where it opens. */
  private checkClosed(node: Scalar, span: Span): void {
    const mark = node.type === 'QUOTE_DOUBLE' ? '"' : node.type === 'QUOTE_SINGLE' ? "'" : null;
    const { text, lines, problems } = this.source;
    if (!mark || (span.end - span.start > 1 && text[span.end - 1] === mark)) return;
    const firstLine = lines.line(lines.lineAt(span.start));
    problems.error(
      'unclosed-quote',
      { start: span.start, end: Math.max(span.start + 1, Math.min(span.end, firstLine.end)) },
      l10n.t('This quote is never closed. Put {0} at the end of the text.', mark),
    );
  }

  private resolve(name: string, span: Span): Tree {
    const anchor = this.anchors.get(name);
    if (!anchor) {
      this.source.problems.error(
        'unknown-alias',
        span,
        l10n.t('There is no anchor &{0} above this line that *{0} could stand for.', name),
        changeTo(span, name),
      );
      return nothing(span);
    }
    this.made += anchor.size;
    this.aliased += anchor.size;
    if (this.aliased <= MAX_ALIASED) return anchor.tree;
    if (this.bombed) return nothing(span);
    this.bombed = true;
    this.source.problems.error(
      'alias-bomb',
      span,
      l10n.t(
        'The aliases of this file stand for more than {0} values. Use fewer of them.',
        MAX_ALIASED,
      ),
    );
    return nothing(span);
  }

  private spanOf(node: Node | null, otherwise?: Span): Span {
    const range = node?.range;
    if (!range) return otherwise ?? { start: 0, end: 0 };
    const length = this.source.text.length;
    const start = Math.min(range[0], length);
    const end = Math.min(range[1], length);
    return end > start || !otherwise ? { start, end } : otherwise;
  }
}

function isMerge({ key }: Entry): boolean {
  return key === '<<';
}

function nothing(span: Span): Tree {
  return { kind: 'scalar', value: null, quoted: false, span };
}

/** Block collections end where their last part ends, not where the next key starts. */
function trimmed(span: Span, parts: readonly { span: Span }[], node: { flow?: boolean }): Span {
  const last = parts[parts.length - 1];
  if (node.flow || !last) return span;
  const end = Math.min(span.end, last.span.end);
  return { start: span.start, end: end > span.start ? end : span.end };
}
