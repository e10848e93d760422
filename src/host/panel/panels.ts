/** All open panels: one a document, the one that commands go to, and their coming and going. */
import * as vscode from 'vscode';
import { CONTEXT_KEYS, PANEL_VIEW_TYPE } from '../../ids';
import type { PanelState } from '../../protocol/state';
import { parsePanelState } from '../../protocol/validate';
import { settingsChanged } from '../settings';
import { SavedCopies, movedUri } from './follow';
import { Panel } from './panel';
import type { PanelServices } from './panel';

/** Opens, finds, restores and forgets panels. */
export class Panels implements vscode.Disposable, vscode.WebviewPanelSerializer {
  /** In order of last use; commands go to the last one. */
  private panels: Panel[] = [];
  /** Where the person looked in panels that are closed now, by document. */
  private readonly closed = new Map<string, PanelState>();
  private readonly copies = new SavedCopies();
  private readonly changed = new vscode.EventEmitter<void>();
  /** Fires when a panel opened, closed or moved to another document. */
  readonly onDidChange = this.changed.event;
  private readonly subscriptions: vscode.Disposable;

  constructor(private readonly services: PanelServices) {
    this.subscriptions = vscode.Disposable.from(
      this.changed,
      vscode.window.registerWebviewPanelSerializer(PANEL_VIEW_TYPE, this),
      vscode.workspace.onDidRenameFiles(({ files }) => this.follow((uri) => movedUri(uri, files))),
      vscode.workspace.onDidSaveTextDocument((document) => this.copies.remember(document)),
      vscode.workspace.onDidCloseTextDocument((document) => {
        const file = this.copies.take(document);
        const key = document.uri.toString();
        if (file) this.follow((uri) => (uri.toString() === key ? file : null));
      }),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (settingsChanged(event)) this.panels.forEach((panel) => panel.settingsChanged());
      }),
    );
  }

  dispose(): void {
    this.subscriptions.dispose();
  }

  /** The panel that was used last. */
  get current(): Panel | undefined {
    return this.panels.at(-1);
  }

  /** True while a panel shows this document. */
  has(uri: vscode.Uri): boolean {
    return this.find(uri) !== undefined;
  }

  /** The column of the visible panel that was used last; undefined when none is visible. */
  get visibleColumn(): vscode.ViewColumn | undefined {
    return this.panels.filter(({ view }) => view.visible).at(-1)?.view.viewColumn;
  }

  /** Shows the document's panel; a new one stands with the others, the first one beside the active editor. */
  open(uri: vscode.Uri, model: string | null = null): Panel {
    const known = this.find(uri);
    if (known) {
      if (model !== null) known.choose(model);
      known.view.reveal();
      return known;
    }
    const view = vscode.window.createWebviewPanel(PANEL_VIEW_TYPE, '', {
      viewColumn: this.visibleColumn ?? vscode.ViewColumn.Beside,
      preserveFocus: false,
    });
    const panel = this.adopt(view, uri, this.closed.get(uri.toString()) ?? null);
    if (model !== null) panel.choose(model);
    return panel;
  }

  /** Called by the editor after a reload of the window. */
  deserializeWebviewPanel(view: vscode.WebviewPanel, state: unknown): Promise<void> {
    const restored = parsePanelState(state);
    if (restored) this.adopt(view, vscode.Uri.parse(restored.uri), restored);
    else view.dispose();
    return Promise.resolve();
  }

  private find(uri: vscode.Uri): Panel | undefined {
    const key = uri.toString();
    return this.panels.find((panel) => panel.uri.toString() === key);
  }

  private adopt(view: vscode.WebviewPanel, uri: vscode.Uri, state: PanelState | null): Panel {
    const icons = vscode.Uri.joinPath(this.services.extensionUri, 'media', 'icons');
    view.iconPath = {
      light: vscode.Uri.joinPath(icons, 'panel-light.svg'),
      dark: vscode.Uri.joinPath(icons, 'panel-dark.svg'),
    };
    const panel = new Panel(view, uri, this.services, state);
    view.onDidChangeViewState(() => {
      if (view.active) this.use(panel);
    });
    view.onDidDispose(() => {
      this.panels = this.panels.filter((other) => other !== panel);
      if (panel.state) this.closed.set(panel.uri.toString(), panel.state);
      this.announce();
    });
    this.use(panel);
    this.announce();
    return panel;
  }

  private use(panel: Panel): void {
    this.panels = [...this.panels.filter((other) => other !== panel), panel];
  }

  private follow(newUri: (uri: vscode.Uri) => vscode.Uri | null): void {
    for (const panel of this.panels) {
      const uri = newUri(panel.uri);
      if (uri) panel.moveTo(uri);
    }
    this.announce();
  }

  private announce(): void {
    const hasPanel = this.panels.length > 0;
    void vscode.commands.executeCommand('setContext', CONTEXT_KEYS.hasPanel, hasPanel);
    this.changed.fire();
  }
}
