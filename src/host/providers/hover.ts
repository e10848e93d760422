/** The hover on a layer of a model file: a small drawing, shapes, parameters, cost and formula. */
import * as vscode from 'vscode';
import { layerCosts } from '../../core/autodiff/layer-costs';
import { nodeAt } from '../../core/model/find';
import { layerPreviewSvg } from '../../core/scene';
import { toRange } from '../convert';
import type { Models } from '../models';
import type { Panels } from '../panel/panels';
import { isWatched } from './diagnostics';
import { layerSummary } from './layer-summary';

/** Speaks about the layer whose definition is under the pointer. */
export class LayerHover implements vscode.HoverProvider {
  constructor(
    private readonly models: Models,
    private readonly panels: Panels,
  ) {}

  async provideHover(
    document: vscode.TextDocument,
    place: vscode.Position,
  ): Promise<vscode.Hover | undefined> {
    if (!isWatched(document, this.panels)) return undefined;
    const { models } = await this.models.read(document);
    for (const graph of models) {
      const node = nodeAt(graph, place.line, place.character);
      if (!node) continue;
      const svg = layerPreviewSvg(graph, node, themeKind());
      const cost = layerCosts(graph)[node.id];
      const text = new vscode.MarkdownString(layerSummary(graph, node, cost, dataUri(svg)));
      return new vscode.Hover(text, toRange(node.range));
    }
    return undefined;
  }
}

function themeKind(): 'light' | 'dark' {
  const { kind } = vscode.window.activeColorTheme;
  return kind === vscode.ColorThemeKind.Light || kind === vscode.ColorThemeKind.HighContrastLight
    ? 'light'
    : 'dark';
}

function dataUri(svg: string): string {
  const bytes = Array.from(new TextEncoder().encode(svg), (byte) => String.fromCharCode(byte));
  return `data:image/svg+xml;base64,${btoa(bytes.join(''))}`;
}
