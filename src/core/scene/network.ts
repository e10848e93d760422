/** The network view: from everything that a frame depends on to everything that is drawn. */
import { drawBeads } from './beads';
import { drawCollapsed } from './braces';
import { blockCircles, circlesOf, drawCircles, layerHits } from './circles';
import { placeEdgeLabels, placeMarkedEdges } from './edge-labels';
import { drawEdges } from './edges';
import { flowsOf } from './flow';
import { marksOf } from './focus';
import { Frame } from './frame';
import { HeaderWriter } from './headers';
import { drawLegend } from './legend';
import { placeLetters } from './letters';
import { placeMarkedUnits } from './unit-labels';
import { placeNumbers } from './numbers';
import { Placer } from './placer';
import { drawPulses } from './pulses';
import type { NetworkRequest } from './request';
import type { Scene } from './scene';
import { bundlesOf } from './wires';

/** Draws one frame of the network view. A pure function of the request. */
export function networkScene(request: NetworkRequest): Scene {
  const frame = new Frame(request);
  const { width, height } = request;
  const bundles = bundlesOf(frame);
  const flows = flowsOf(frame, bundles);
  const marks = marksOf(frame);
  const circles = circlesOf(frame);
  const edges = drawEdges(frame, bundles, flows, marks);
  const { pulses, heads } = drawPulses(frame, flows);
  const units = drawCircles(frame, circles, marks);

  // In the order of importance: what comes first keeps its place.
  const placer = new Placer(width, height);
  blockCircles(frame, circles, placer);
  const legend = drawLegend(frame, circles, placer);
  const headers = new HeaderWriter(frame, placer);
  headers.placeTitles();
  placeLetters(frame, circles, placer);
  placeMarkedUnits(frame, circles, marks, placer);
  placeMarkedEdges(frame, bundles, marks, placer);
  const collapsed = drawCollapsed(frame, placer);
  headers.placeDetails();
  placeNumbers(frame, circles, placer);
  placeEdgeLabels(frame, bundles, flows, marks, placer);

  return {
    width,
    height,
    background: request.theme.background,
    lines: edges.lines,
    paths: [...edges.paths, ...headers.grounds(), ...collapsed.paths, ...legend],
    pulses,
    discs: [...collapsed.discs, ...heads, ...units.discs, ...drawBeads(frame)],
    labels: placer.labels,
    hits: [...layerHits(frame), ...edges.hits, ...units.hits],
  };
}
