/** Asks what an export should be: size, part of the training step, frames per second, and where to save it. */
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { ExportRequest } from '../../protocol/messages';
import { modelStem } from '../file-names';
import { CLIP_RANGES, FRAME_RATES, SIZES, parseSize, sizeRule } from './export-options';
import type { ClipRange, Size } from './export-options';

/** Asks for everything that the kind of export needs; null when the person gave up. */
export async function askRequest(kind: ExportRequest['kind']): Promise<ExportRequest | null> {
  if (kind === 'frame') {
    const size = await askSize();
    return size && { kind, ...size };
  }
  const range = await askRange();
  if (!range) return null;
  const framesPerSecond = await askFrameRate();
  if (framesPerSecond === null) return null;
  const size = await askSize();
  return size && { kind, ...size, framesPerSecond, range };
}

/** Asks for the file, named after the model and beside it; null when the person gave up. */
export async function askTarget(
  kind: ExportRequest['kind'],
  model: vscode.Uri,
): Promise<vscode.Uri | null> {
  const extension = kind === 'frame' ? 'png' : 'gif';
  const label = kind === 'frame' ? l10n.t('PNG picture') : l10n.t('GIF animation');
  const folder =
    model.scheme === 'untitled'
      ? vscode.workspace.workspaceFolders?.[0]?.uri
      : vscode.Uri.joinPath(model, '..');
  const target = await vscode.window.showSaveDialog({
    defaultUri: folder && vscode.Uri.joinPath(folder, `${modelStem(model.path)}.${extension}`),
    filters: { [label]: [extension] },
    saveLabel: l10n.t('Export'),
    title: kind === 'frame' ? l10n.t('Export Frame') : l10n.t('Export Clip'),
  });
  return target ?? null;
}

async function askSize(): Promise<Size | null> {
  const own: vscode.QuickPickItem = { label: l10n.t('Other Size…') };
  const items = SIZES.map((size) => ({ label: `${size.width} × ${size.height}`, size }));
  const picked = await vscode.window.showQuickPick([...items, own], {
    title: l10n.t('Size in Pixels'),
    placeHolder: l10n.t('The size does not depend on the panel'),
  });
  if (!picked) return null;
  if ('size' in picked) return picked.size;
  const text = await vscode.window.showInputBox({
    title: l10n.t('Size in Pixels'),
    prompt: sizeRule(),
    value: items[0]!.label,
    validateInput: (value) => (parseSize(value) ? null : sizeRule()),
  });
  return text === undefined ? null : parseSize(text);
}

async function askRange(): Promise<ClipRange | null> {
  const items = CLIP_RANGES.map((range) => ({ label: rangeLabel(range), range }));
  const picked = await vscode.window.showQuickPick(items, { title: l10n.t('What to Show') });
  return picked?.range ?? null;
}

async function askFrameRate(): Promise<number | null> {
  const items = FRAME_RATES.map((rate) => ({
    label: l10n.t('{0} frames per second', rate),
    rate,
  }));
  const picked = await vscode.window.showQuickPick(items, {
    title: l10n.t('Frames per Second'),
    placeHolder: l10n.t('More frames move more smoothly and make a larger file'),
  });
  return picked?.rate ?? null;
}

function rangeLabel(range: ClipRange): string {
  switch (range) {
    case 'all':
      return l10n.t('Whole training step');
    case 'forward':
      return l10n.t('Forward pass');
    case 'loss':
      return l10n.t('Loss');
    case 'backward':
      return l10n.t('Backward pass');
    case 'update':
      return l10n.t('Update of the parameters');
    case 'fromHere':
      return l10n.t('From the current place on');
  }
}
