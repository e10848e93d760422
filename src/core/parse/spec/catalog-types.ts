/** The shape of the catalogue: how keys, types and options of the language are described as data. */

/** What a value may be. */
export type ValueKind =
  /** A count of things: a whole number from 1, a name of `dims`, or a product of these. */
  | { readonly kind: 'size' }
  | { readonly kind: 'integer'; readonly min: number; readonly max: number }
  /** `above` is excluded, `min` and `max` are allowed. */
  | {
      readonly kind: 'number';
      readonly min?: number;
      readonly above?: number;
      readonly max?: number;
    }
  /** A list of numbers of at least `min`; a single one is a list of one. */
  | { readonly kind: 'reals'; readonly min: number }
  | { readonly kind: 'boolean' }
  /** Whole numbers of at least `min`: one, which counts for every dimension, or a list with one for each. */
  | { readonly kind: 'counts'; readonly min: number }
  /** A list of whole numbers; a single one is a list of one. */
  | { readonly kind: 'integers'; readonly min: number; readonly max: number }
  /** `same`, `valid`, or counts of at least 0. */
  | { readonly kind: 'padding' }
  /** Free text. */
  | { readonly kind: 'text' }
  /** A name that can be referred to. */
  | { readonly kind: 'name' }
  | { readonly kind: 'choice'; readonly values: readonly string[] }
  /** One name of a layer above, or a list of them. */
  | { readonly kind: 'from' }
  /** Nested lists of numbers. */
  | { readonly kind: 'numbers' }
  /** A size, or a list of sizes. */
  | { readonly kind: 'shape' }
  /** Names with sizes. */
  | { readonly kind: 'dims' }
  | { readonly kind: 'layers' }
  /** A list of lists of layers. */
  | { readonly kind: 'branches' }
  | { readonly kind: 'loss' }
  | { readonly kind: 'optimizer' }
  | { readonly kind: 'data' };

/** A key with its value. */
export interface OptionSpec {
  readonly name: string;
  readonly value: ValueKind;
  readonly required?: true;
  readonly default?: string | number | boolean | readonly number[];
  /** One sentence, in the language of the interface. */
  readonly doc: () => string;
}

/** Something that is chosen by name and has options: a layer, a loss, an optimizer, a source of data. */
export interface TypeSpec {
  readonly name: string;
  readonly doc: () => string;
  readonly options: readonly OptionSpec[];
  /** The option that may be written right after the name, as in `linear: 4`. */
  readonly main: string | null;
  /** Other words for it, used to suggest the right one. */
  readonly synonyms?: readonly string[];
}

/** Words for the messages about a group of types. */
export interface Group {
  readonly types: readonly TypeSpec[];
  /** `layer`, `loss` … for codes such as `unknown-layer`. */
  readonly code: string;
  /** What is expected, for messages: `a layer, such as linear: 4`. */
  readonly expected: () => string;
}
