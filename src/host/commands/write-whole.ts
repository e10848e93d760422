/** Writes a file so that it appears only when it is whole. */
import * as vscode from 'vscode';

/** Writes beside the target and renames; file systems that cannot rename get the bytes at once, which they take in one piece. */
export async function writeWhole(target: vscode.Uri, bytes: Uint8Array): Promise<void> {
  const { fs } = vscode.workspace;
  const name = target.path.slice(target.path.lastIndexOf('/') + 1);
  const unique = crypto.getRandomValues(new Uint8Array(4)).join('');
  const part = vscode.Uri.joinPath(target, '..', `.${name}.${unique}.part`);
  const removePart = () => fs.delete(part).then(undefined, () => undefined);
  try {
    await fs.writeFile(part, bytes);
  } catch (error) {
    await removePart();
    throw error;
  }
  try {
    await fs.rename(part, target, { overwrite: true });
  } catch {
    await removePart();
    await fs.writeFile(target, bytes);
  }
}
