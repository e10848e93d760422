/** The text of the file, as the kernels say now. */
export function kernelFile(): Promise<string>;
/** What the file holds now. */
export function currentKernelFile(): string;
