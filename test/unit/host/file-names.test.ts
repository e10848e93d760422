/** Which files are ours, which may hold a model, and what names follow from theirs. */
import { describe, expect, it } from 'vitest';
import {
  baseName,
  isSpecFile,
  mayHoldModel,
  modelStem,
  nameForParser,
} from '../../../src/host/file-names';

describe('files', () => {
  it.each([
    ['/a/xor.backprop.yaml', 'yaml', true, true],
    ['/a/xor.backprop.json', 'json', true, true],
    ['Untitled-1', 'backprop-yaml', true, true],
    ['/a/net.yaml', 'yaml', false, true],
    ['/a/net.json', 'jsonc', false, true],
    ['/a.backprop.yaml/notes.txt', 'plaintext', false, false],
  ])('%s in %s', (path, language, ours, mayHold) => {
    expect(isSpecFile(path, language)).toBe(ours);
    expect(mayHoldModel(path, language)).toBe(mayHold);
  });

  it('tell the parser the format where only the language says it', () => {
    expect(nameForParser('Untitled-1', 'backprop-json')).toBe('Untitled-1.json');
    expect(nameForParser('Untitled-1', 'backprop-yaml')).toBe('Untitled-1');
    expect(nameForParser('/a/net.json', 'json')).toBe('net.json');
  });

  it('give their names to what is exported', () => {
    expect(baseName('/a/b/xor.backprop.yaml')).toBe('xor.backprop.yaml');
    expect(modelStem('/a/b/xor.backprop.yml')).toBe('xor');
    expect(modelStem('/a/net.json')).toBe('net');
    expect(modelStem('Untitled-1')).toBe('Untitled-1');
    expect(modelStem('/a/.yaml')).toBe('model');
  });
});
