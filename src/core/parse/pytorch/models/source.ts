/** What is read: the text of a file, or the cells of a notebook, which share their names. */
import { Lines } from '../../lines';
import type { SourceFile } from '../../python/place';
import type { Step } from '../../python/steps';
import { parsePython } from '../../python/syntax/parse';
import type { Compute } from '../tape';
import { withoutMistyped } from './mistyped';

export interface PythonSource {
  /** Cells in order; a file is one cell whose `uri` is null. */
  readonly cells: readonly { readonly uri: string | null; readonly text: string }[];
  /** True for notebooks, whose cells may hold commands of IPython. */
  readonly notebook?: boolean;
}

export interface ReadOptions {
  readonly compute: Compute;
  /** How models are made and fed, as it was answered before, by their names. */
  readonly invocations?: Readonly<Record<string, string>>;
}

/** Reads the cells as trees. */
export function* parseCells({ cells, notebook = false }: PythonSource): Step<SourceFile[]> {
  const files: SourceFile[] = [];
  for (const { uri, text } of cells) {
    const lines = new Lines(text);
    const parsing = parsePython(notebook ? withoutCommands(text) : text);
    let step = parsing.next();
    while (!step.done) {
      yield { kind: 'pause' };
      step = parsing.next();
    }
    files.push({ uri, library: false, lines, tree: withoutMistyped(step.value) });
  }
  return files;
}

/** `!pip install …`, `%matplotlib inline` and `%%time` are no Python: comments of the same length stand in for them. */
function withoutCommands(text: string): string {
  if (/^\s*%%(bash|sh|html|javascript|js|writefile|latex|markdown|script|cmd)\b/.test(text)) {
    return text.replace(/^(?=.)./gm, '#');
  }
  return text
    .replace(/^([^\S\r\n]*)[!%?](.*)$/gm, '$1#$2')
    .replace(/^([^\S\r\n]*[\w.]+)\?+$/gm, '#$1');
}

/** Libraries whose models are looked for, and those that are only named. */
const TORCH =
  /^[^\S\r\n]*(?:import|from)\s+(torch|pytorch_lightning|lightning|torchvision|timm|einops)\b/m;
const OTHERS =
  /^\s*(?:import|from)\s+(flax|mlx|paddle|tensorflow|keras|mxnet|jax|haiku|equinox|tinygrad)\b/gm;

/** What others make their models with is named only where it stands alone. */
const FOUNDATION = 'jax';

/** True when a text may hold a model: a cheap look at its imports. */
export function mayHoldModel(text: string): boolean {
  return TORCH.test(text) || text.search(OTHERS) >= 0;
}

/** The library that a text without PyTorch makes its models with, and where it is imported; null where there is none. */
export function otherLibrary(text: string): { readonly name: string; readonly at: number } | null {
  if (TORCH.test(text)) return null;
  const all = [...text.matchAll(OTHERS)];
  const found = all.find(([, name]) => name !== FOUNDATION) ?? all[0];
  if (!found) return null;
  return { name: found[1]!, at: found.index + found[0].length - found[1]!.length };
}
