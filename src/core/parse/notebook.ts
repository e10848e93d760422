/** Reads Jupyter notebooks (nbformat 4): the code cells in their order. */

/** The code of a cell; `number` counts all cells from 1, as they stand in the notebook. */
export interface NotebookCell {
  readonly number: number;
  readonly text: string;
}

/** True for names of notebooks. */
export function isNotebookName(fileName: string): boolean {
  return /\.ipynb$/i.test(fileName);
}

/** The code cells; null when the text is no notebook. */
export function notebookCells(text: string): readonly NotebookCell[] | null {
  const notebook = parse(text);
  const cells = property(notebook, 'cells');
  if (!Array.isArray(cells)) return null;
  return cells.flatMap((cell: unknown, i) => {
    if (property(cell, 'cell_type') !== 'code') return [];
    const source = sourceOf(property(cell, 'source'));
    return source === null ? [] : [{ number: i + 1, text: source }];
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}

function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null
    ? (value as Record<string, unknown>)[name]
    : undefined;
}

/** A text, or its lines. */
function sourceOf(source: unknown): string | null {
  if (typeof source === 'string') return source;
  if (!Array.isArray(source)) return null;
  return source.filter((line): line is string => typeof line === 'string').join('');
}
