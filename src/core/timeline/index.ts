/** The timeline of a training step: what happens when, and how to move through it. */
export { buildTimeline } from './build';
export { carryOver } from './carry';
export {
  isPerSample,
  placeInSample,
  sampleElements,
  sampleOfElement,
  sampleShape,
  sampleShapes,
  shownElements,
  type ElementRun,
} from './elements';
export { batchSize, sampleAxes } from './sample-axis';
export { motion, secondsAt, timeAtSeconds, totalSeconds } from './pace';
export {
  endOf,
  placeAt,
  startOf,
  termAt,
  termPlaceAt,
  termsDone,
  type Place,
  type TermPlace,
} from './place';
export { stepBack, stepForward } from './step';
export { GRAINS, type Beat, type Grain, type Span, type Timeline } from './timeline';
