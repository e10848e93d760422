/** The settings that the page obeys. */
import * as vscode from 'vscode';
import { SETTINGS } from '../ids';
import type { PageSettings } from '../protocol/messages';

/** Reads the settings as they are now; a value of the wrong kind falls back to the default. */
export function readSettings(): PageSettings {
  const settings = vscode.workspace.getConfiguration();
  const maxUnits = settings.get<unknown>(SETTINGS.maxUnits);
  const speed = settings.get<unknown>(SETTINGS.speed);
  const reducedMotion = settings.get<unknown>(SETTINGS.reducedMotion);
  return {
    maxUnits: typeof maxUnits === 'number' && maxUnits >= 4 ? Math.floor(maxUnits) : 16,
    speed: typeof speed === 'number' && speed > 0 ? speed : 1,
    reducedMotion: reducedMotion === 'on' || reducedMotion === 'off' ? reducedMotion : 'auto',
  };
}

/** True when one of our settings changed. */
export function settingsChanged(event: vscode.ConfigurationChangeEvent): boolean {
  return Object.values(SETTINGS).some((key) => event.affectsConfiguration(key));
}
