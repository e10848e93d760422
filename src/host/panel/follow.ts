/** Where a panel's document went when it was renamed or first saved. */
import * as vscode from 'vscode';

/** The new place of a file after a rename of it or of a folder above it; null when it did not move. */
export function movedUri(
  uri: vscode.Uri,
  files: readonly { readonly oldUri: vscode.Uri; readonly newUri: vscode.Uri }[],
): vscode.Uri | null {
  for (const { oldUri, newUri } of files) {
    if (uri.toString() === oldUri.toString()) return newUri;
    const inside = uri.scheme === oldUri.scheme && uri.authority === oldUri.authority;
    if (inside && uri.path.startsWith(`${oldUri.path}/`)) {
      return newUri.with({ path: newUri.path + uri.path.slice(oldUri.path.length) });
    }
  }
  return null;
}

/**
 * Finds the file that an unsaved copy became. Saving writes the file while the copy still has the same text, then empties and
 * closes the copy.
 */
export class SavedCopies {
  private readonly saved = new Map<string, vscode.Uri>();

  /** A document was saved: remembers the unsaved copies that it may come from. */
  remember(document: vscode.TextDocument): void {
    for (const copy of vscode.workspace.textDocuments) {
      if (copy.isUntitled && copy.getText() === document.getText()) {
        this.saved.set(copy.uri.toString(), document.uri);
      }
    }
  }

  /** A document was closed: the file that it became; null for all but saved copies. */
  take(document: vscode.TextDocument): vscode.Uri | null {
    const key = document.uri.toString();
    const file = this.saved.get(key) ?? null;
    this.saved.delete(key);
    return file;
  }
}
