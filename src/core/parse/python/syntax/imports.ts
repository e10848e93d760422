/** Reads imports. */
import * as l10n from '@vscode/l10n';
import type { ImportedName, Statement } from './ast';
import { Patterns } from './patterns';

export abstract class Imports extends Patterns {
  /** `import a.b as c, d` */
  protected import(): Statement {
    const { start } = this.advance();
    const names: ImportedName[] = [];
    do this.imported(names, true);
    while (this.take(','));
    return { kind: 'import', names, start, end: this.lastEnd };
  }

  /** `from ..a import b as c, d` */
  protected importFrom(): Statement {
    const { start } = this.advance();
    let level = 0;
    while (this.at('.') || this.at('...')) level += this.advance().text.length;
    const module = level > 0 && this.at('import') ? '' : this.dottedName();
    let names: ImportedName[] | null = [];
    if (this.expect('import')) names = this.importedNames();
    return { kind: 'import-from', module, level, names, start, end: this.lastEnd };
  }

  private importedNames(): ImportedName[] | null {
    const names: ImportedName[] = [];
    if (this.take('*')) return null;
    if (this.take('(')) {
      this.items(')', () => this.imported(names, false));
      this.take(')');
    } else {
      do this.imported(names, false);
      while (this.take(','));
    }
    if (names.length === 0) {
      this.errors.add(this.token, l10n.t('The names to import are missing here.'));
    }
    return names;
  }

  private imported(names: ImportedName[], dotted: boolean): void {
    const { start } = this.token;
    const name = dotted ? this.dottedName() : (this.name()?.text ?? '');
    const alias = this.take('as') ? (this.name()?.text ?? null) : null;
    if (name !== '') names.push({ name, alias, start, end: this.lastEnd });
  }

  private dottedName(): string {
    const names: string[] = [];
    do names.push(this.name()?.text ?? '');
    while (this.take('.'));
    return names.join('.');
  }
}
