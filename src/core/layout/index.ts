/** What the other stages use of the layout. */
export { joins } from './joins';
export { layoutNetwork } from './network';
export type { SampleShapes } from './shapes';
