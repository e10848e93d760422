/** Walks over the tree that `@lezer/python` gives: the children of a node one after the other, and how deep they are. */
import type { Tree, TreeCursor } from '@lezer/common';
import * as l10n from '@vscode/l10n';
import type { Span } from '../../../lines';
import type { Expression, Statement } from '../ast';
import { Unreadable, type SyntaxErrors } from '../errors';

/** The deepest tree of expressions: everything that walks over it may call itself for each level. */
const MAX_DEPTH = 200;

/** Deeper trees of the grammar, in which `a and b and c` has two levels, are not walked. */
const MAX_LEVEL = 2500;

/** Thrown when a strict reader meets a stretch that the grammar could not read. */
export class NotUnderstood extends Error {}

/** What a tree was made of. */
export interface Source {
  /** The text, with what it says where the grammar was given something else. */
  readonly text: string;
  /** Where a place of this text is in the file. */
  at(place: number): number;
  readonly errors: SyntaxErrors;
  /** True when an error of the grammar stops the reading. */
  readonly strict: boolean;
  /** Statements that have been read by themselves, by where they start in the text. */
  readonly ready?: ReadonlyMap<number, Ready>;
}

/** A statement that has been read by itself; one without `inline` finds its block where it stands. */
export interface Ready {
  readonly statements: readonly Statement[];
  readonly inline: boolean;
}

export abstract class Walker {
  /** Where the last node that was taken ends, in the file. */
  protected lastEnd = 0;
  private readonly cursor: TreeCursor;
  /** The levels of the nodes without children that were entered. */
  private readonly childless: number[] = [];
  private ended = false;
  private level = 0;
  private depth = 0;

  constructor(
    protected readonly source: Source,
    tree: Tree,
  ) {
    this.cursor = tree.cursor();
  }

  /** The name of the node here; empty behind the last one of its parent. */
  protected get name(): string {
    return this.ended ? '' : this.cursor.name;
  }

  protected get atEnd(): boolean {
    return this.ended;
  }

  /** Where the node here starts in the text that was given, and where it ends. */
  protected get from(): number {
    return this.cursor.from;
  }

  protected get to(): number {
    return this.cursor.to;
  }

  /** Where the node here starts in the file. */
  protected get start(): number {
    return this.ended ? this.lastEnd : this.source.at(this.cursor.from);
  }

  protected get span(): Span {
    return { start: this.start, end: this.ended ? this.lastEnd : this.source.at(this.cursor.to) };
  }

  /** What stands at the node here. */
  protected get words(): string {
    return this.ended ? '' : this.source.text.slice(this.cursor.from, this.cursor.to);
  }

  protected at(name: string): boolean {
    return !this.ended && this.cursor.name === name;
  }

  /** Leaves the node here for its next sibling. */
  protected advance(): void {
    if (this.ended) return;
    if (this.cursor.to > this.cursor.from) this.lastEnd = this.source.at(this.cursor.to);
    this.leaveNode();
  }

  protected take(name: string): boolean {
    if (!this.at(name)) return false;
    this.advance();
    return true;
  }

  /** Reads the children of the node here and leaves it for its next sibling. */
  protected inside<T>(read: () => T): T {
    this.enterNode();
    const value = read();
    this.exitNode();
    return value;
  }

  /** Goes to the first child of the node here; `exitNode` must follow. */
  protected enterNode(): void {
    if (this.level >= MAX_LEVEL) throw tooDeep();
    this.level += 1;
    if (this.cursor.firstChild()) this.skipErrors();
    else {
      this.childless.push(this.level);
      this.ended = true;
    }
  }

  /** Leaves a node whose children have been read for its next sibling. */
  protected exitNode(): void {
    if (this.childless.at(-1) === this.level) this.childless.pop();
    else this.cursor.parent();
    this.level -= 1;
    this.ended = false;
    this.leaveNode();
  }

  /** What is needed to come back to the node here from anywhere below. */
  protected get place(): number {
    return this.level;
  }

  /** Goes back up to a node and leaves it for its next sibling. */
  protected escapeTo(place: number): void {
    while (this.level > place) {
      if (this.childless.at(-1) === this.level) this.childless.pop();
      else this.cursor.parent();
      this.level -= 1;
    }
    this.depth = 0;
    this.ended = false;
    this.advance();
  }

  /** Reads what is one level deeper in the tree of expressions. */
  protected deeper<T>(read: () => T): T {
    this.depth += 1;
    if (this.depth > MAX_DEPTH) throw tooDeep();
    const value = read();
    this.depth -= 1;
    return value;
  }

  /** Says that a node is not what its name says. */
  protected misunderstood(): void {
    if (this.source.strict) throw new NotUnderstood();
  }

  /** An expression that is missing or cannot be read. */
  protected broken(): Expression {
    return { kind: 'broken', start: this.start, end: this.start };
  }

  private leaveNode(): void {
    if (this.cursor.nextSibling()) this.skipErrors();
    else this.ended = true;
  }

  /** Passes over comments and over what the grammar could not read. */
  private skipErrors(): void {
    for (;;) {
      const { type, from, to } = this.cursor;
      const isMissing = from === to && type.name !== 'ParamList';
      if (this.source.strict && (type.isError || isMissing)) throw new NotUnderstood();
      if (!type.isError && type.name !== 'Comment') return;
      if (!this.cursor.nextSibling()) {
        this.ended = true;
        return;
      }
    }
  }
}

/** Says that an expression has too many levels. */
export function tooDeep(): Unreadable {
  return new Unreadable(l10n.t('This expression is nested too deeply to be read.'));
}
