/** Chooses the bridge for the place where the page runs. */
import type { Bridge } from './bridge';
import { browserBridge } from './browser';
import { vscodeBridge, type VsCodeApi } from './vscode';

declare const acquireVsCodeApi: undefined | (() => VsCodeApi);

/** The editor's bridge inside VS Code, else the browser's. */
export function connect(target: Window): Bridge {
  return typeof acquireVsCodeApi === 'function'
    ? vscodeBridge(acquireVsCodeApi(), target)
    : browserBridge(target);
}
