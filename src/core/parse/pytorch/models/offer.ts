/** What a file offers to guesses about arguments. */
import type { Measure } from './usual';

/** What a name of the file's outermost level stands for. */
export type NameKind = 'class' | 'module-class' | 'dict' | 'value';

/** An attribute or a key that the file reads from a configuration, with what is read from that in turn. */
export interface Field {
  readonly name: string;
  readonly by: 'attribute' | 'key';
  readonly fields: readonly Field[];
}

export interface Offer {
  readonly names: ReadonlyMap<string, NameKind>;
  /** The text that makes a class of the file, with its own arguments guessed; null where it asks too much. */
  make(className: string): string | null;
  /** Fields that the file reads from something called so. */
  fieldsOf(name: string): readonly Field[];
  readonly measure: Measure;
  /** Classes whose arguments are being guessed: none of them is made for itself. */
  readonly making: Set<string>;
}
