/** Statistics along dimensions. */
export { cumprod, cumprodGrad } from './cumprod';
export { cumsum } from './cumsum';
export { argExtreme, extreme, extremeGrad } from './extreme';
export { norm, normGrad } from './norm';
export { prod, prodGrad } from './prod';
export { argSort } from './sort';
export { variance, varianceGrad } from './variance';
