/** The model files of `test/fixtures/pytorch`, read as the extension reads files of a workspace. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { computeOutput } from '../../src/core/autodiff/compute';
import { readPython } from '../../src/core/parse/pytorch';
import { runToEnd, type Answer, type Request } from '../../src/core/parse/python/steps';
import type { ParseResult } from '../../src/core/parse/result';

const FOLDER = 'test/fixtures/pytorch';

/** Their names. */
export const FIXTURES = readdirSync(FOLDER).filter((name) => name.endsWith('.py'));

/** Reads one of them. */
export function readFixture(file: string): ParseResult {
  const text = readFileSync(`${FOLDER}/${file}`, 'utf8');
  const source = { cells: [{ uri: null, text }] };
  return runToEnd(readPython(source, { compute: computeOutput }), find);
}

/** Files that a fixture imports. */
function find({ candidates, from }: Request & { kind: 'file' }): Answer {
  const folder = from.uri === null ? '' : from.uri.split('/').slice(0, -1).join('/');
  for (const { path, base } of candidates) {
    const up = base === 'workspace' ? [] : folder.split('/').slice(0, -base.up || undefined);
    const uri = [...up, path].filter((part) => part !== '').join('/');
    const place = `${FOLDER}/${uri}`;
    if (existsSync(place)) return { uri, text: readFileSync(place, 'utf8') };
  }
  return null;
}
