/** The engine: a graph lowered to a program, run, trained, checked, and every number explained by the numbers it is made of. */
export { nodeCosts, operationCost, type NodeCost } from './cost';
export { firstValues, materializeData, prepare, type Prepared } from './data';
export { checkGradients, type GradientCheck } from './gradcheck';
export { lower } from './lower';
export { elementwiseDerivative, elementwiseValue } from './primitives/elementwise';
export { provenance, termsPerElement } from './provenance';
export { nextState, runStep, type Data } from './run';
export { Training, type AdvanceOptions } from './training';
export { type Values } from './values';
