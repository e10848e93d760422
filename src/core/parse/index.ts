/** Parsing of model files: any text gives models and problems, never an exception. */
import type { ParseResult } from './result';
import { readSpec } from './spec/read';

export type { ParseResult } from './result';

const MODEL_FILE = /\.backprop\.(ya?ml|json)$/i;

/** True for names of files that hold a model by convention, such as `xor.backprop.yaml`. */
export function isModelFileName(fileName: string): boolean {
  return MODEL_FILE.test(fileName);
}

/** Parses a model file; JSON when its name ends so, else YAML. */
export function parseModelFile(text: string, fileName: string): ParseResult {
  const withoutMark = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const language = /\.json$/i.test(fileName) ? 'json' : 'yaml';
  return readSpec(withoutMark, titleOf(fileName), language);
}

/** The name of a file without folders and without the endings of model files. */
function titleOf(fileName: string): string {
  const base = fileName.split(/[\\/]/).pop() ?? fileName;
  return base.replace(MODEL_FILE, '').replace(/\.(ya?ml|json)$/i, '') || base;
}
