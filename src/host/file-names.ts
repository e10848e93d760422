/** Names of model files: what the parser picks the format by, and what exports are called. Knows no editor. */
import { isModelFileName } from '../core/parse';
import { LANGUAGES } from '../ids';

const JSON_LANGUAGES: readonly string[] = [LANGUAGES.json, 'json', 'jsonc'];
const YAML_LANGUAGES: readonly string[] = [LANGUAGES.yaml, 'yaml'];

/** The last part of a path. */
export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** True for files in our own format, by language (untitled copies have no telling name) or by name. */
export function isSpecFile(path: string, languageId: string): boolean {
  return (
    languageId === LANGUAGES.yaml ||
    languageId === LANGUAGES.json ||
    isModelFileName(baseName(path))
  );
}

/** True for Python source; a notebook's cells are documents of their own. */
export function isPythonFile(path: string, languageId: string): boolean {
  return languageId === 'python' || /\.py$/i.test(path);
}

/** True for files that can hold a model: our own, Python source, and any other YAML or JSON. */
export function mayHoldModel(path: string, languageId: string): boolean {
  return (
    isSpecFile(path, languageId) ||
    isPythonFile(path, languageId) ||
    JSON_LANGUAGES.includes(languageId) ||
    YAML_LANGUAGES.includes(languageId)
  );
}

/** The file's name, with an ending that tells the parser the format where only the language says it. */
export function nameForParser(path: string, languageId: string): string {
  const name = baseName(path);
  return JSON_LANGUAGES.includes(languageId) && !/\.json$/i.test(name) ? `${name}.json` : name;
}

/** The model file's name without its ending, such as `xor` for `xor.backprop.yaml`. */
export function modelStem(path: string): string {
  return baseName(path).replace(/(\.backprop)?\.(ya?ml|json)$|\.py$/i, '') || 'model';
}
