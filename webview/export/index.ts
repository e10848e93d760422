/** Pictures and clips as files, drawn apart from the panel and at any size. */
export { exportClip, type ExportOptions } from './clip';
export { exportFrame } from './frame';
export type { Clip, Picture, PictureSize } from './picture';
