/** Stands in for a lowering while it is being written. */
export function pendingLowering(op: { readonly type: string }): never {
  throw new Error(`${op.type} is not written yet`);
}
