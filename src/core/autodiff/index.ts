/** The engine: a graph lowered to a program, run, trained, checked, and every number explained by the numbers it is made of. */
export { nodeCosts, operationCost, stepCost, type NodeCost } from './cost';
export { materializeData, prepare, type Prepared } from './data';
export {
  checkGradients,
  checkInPieces,
  gradientTolerance,
  type CheckProgress,
  type GradientCheck,
} from './gradcheck';
export { estimateStep, exceeds, measureRate, type Estimate, type Limits } from './limits';
export { lower } from './lower';
export { elementwiseDerivative, elementwiseValue } from './primitives/elementwise';
export { provenance, termsPerElement } from './provenance';
export { nextState, runStep, Workspace, type Data } from './run';
export { Training } from './training';
export { type Values } from './values';
