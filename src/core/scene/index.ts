/** What the page uses of the scenes. */
export { fitCamera, marginsFor, panBy, zoomAt, type Margins } from './camera';
export { hitAt } from './hit';
export { networkScene } from './network';
export { layerPreviewSvg } from './preview';
export type { NetworkDisplay, NetworkRequest } from './request';
