/** What is said about a moment, an element, the whole picture. */
export { assumptionNote, explain } from './explain';
export type { Explanation } from './explanation';
export { inspect, type Inspection } from './inspect';
export { nodeLabel, nodeLabels, phaseLabel } from './names';
export { narrate } from './narrate';
export { exactNumber, formatNumber, numberTex } from './numbers';
export type { ExplainRequest } from './request';
