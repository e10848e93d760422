/** How long one frame takes until its buffers are filled: scene, discs and paths (lines are buffers in the scene already). */
import { lower } from '../../src/core/autodiff';
import { firstTrace } from '../../test/support/runs';
import { layoutNetwork } from '../../src/core/layout';
import { fitCamera, networkScene, type NetworkRequest } from '../../src/core/scene';
import type { SceneTheme } from '../../src/core/scene/scene';
import { buildTimeline, endOf } from '../../src/core/timeline';
import type { ModelGraph } from '../../src/core/model/graph';
import { discRecords, packDiscs, packPaths, segmentRecords } from '../../webview/renderer/records';
import { DEFAULTS } from '../../webview/theme/defaults';
import { timed, type Case } from '../measure';
import { denseFile, graphOf } from '../models';
import { plainMatmul } from '../reference';

const [WIDTH, HEIGHT] = [1280, 720];
/** Moments of the training step that are drawn in turn. */
const MOMENTS = 60;
const THEME: SceneTheme = { kind: 'dark', ...DEFAULTS.dark };

export const cases: readonly Case[] = [
  frame([2, 4, 1], 4),
  frame([2, 16, 16, 1], 64),
  frame([784, 128, 64, 10], 32),
];

function frame(widths: readonly number[], batch: number): Case {
  return timed(`frame ${widths.join('-')}`, () => {
    const draw = drawer(graphOf(denseFile(widths, batch)));
    let frames = 0;
    return { run: () => draw((frames++ % MOMENTS) / MOMENTS), against: plainMatmul(64, 64, 64) };
  });
}

/** Draws a moment, from 0 to 1 of the training step, into buffers. */
function drawer(graph: ModelGraph): (moment: number) => void {
  const program = lower(graph);
  const trace = firstTrace(graph);
  const timeline = buildTimeline(program);
  const layout = layoutNetwork(graph, {
    maxUnits: 16,
    showBiases: true,
    showErrors: true,
    opening: {},
  });
  const request: Omit<NetworkRequest, 'time'> = {
    graph,
    trace,
    timeline,
    layout,
    sample: 0,
    grain: 'operation',
    selection: null,
    hover: null,
    display: { showLabels: true, showNumbers: true, showLegend: true },
    width: WIDTH,
    height: HEIGHT,
    camera: fitCamera(layout.bounds, WIDTH, HEIGHT),
    theme: THEME,
    still: false,
  };
  const [discs, segments] = [discRecords(), segmentRecords()];
  return (moment) => {
    const scene = networkScene({ ...request, time: moment * endOf(timeline) });
    packDiscs(discs, scene.discs);
    packPaths(segments, scene.paths);
  };
}
