/** What the commands work with. */
import type * as vscode from 'vscode';
import type { Models } from '../models';
import type { Panels } from '../panel/panels';

export interface CommandServices {
  readonly extensionUri: vscode.Uri;
  readonly models: Models;
  readonly panels: Panels;
}
