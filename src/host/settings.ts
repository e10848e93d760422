/** The settings that the page obeys. */
import * as vscode from 'vscode';
import { SETTINGS } from '../ids';
import type { PageSettings } from '../protocol/messages';

/** Reads the settings as they are now; a value of the wrong kind falls back to the default. */
export function readSettings(): PageSettings {
  const settings = vscode.workspace.getConfiguration();
  const maxUnits = settings.get<unknown>(SETTINGS.maxUnits);
  const reducedMotion = settings.get<unknown>(SETTINGS.reducedMotion);
  const positive = (key: string, otherwise: number): number => {
    const value = settings.get<unknown>(key);
    return typeof value === 'number' && value > 0 ? value : otherwise;
  };
  return {
    maxUnits: typeof maxUnits === 'number' && maxUnits >= 4 ? Math.floor(maxUnits) : 16,
    speed: positive(SETTINGS.speed, 1),
    reducedMotion: reducedMotion === 'on' || reducedMotion === 'off' ? reducedMotion : 'auto',
    limits: {
      seconds: positive(SETTINGS.limitSeconds, 5),
      megabytes: positive(SETTINGS.limitMegabytes, 1024),
    },
  };
}

/** True when one of our settings changed. */
export function settingsChanged(event: vscode.ConfigurationChangeEvent): boolean {
  return Object.values(SETTINGS).some((key) => event.affectsConfiguration(key));
}
