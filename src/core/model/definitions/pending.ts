/** Stands in for a definition while it is being written. */
export const pendingDefinition = {
  infer(op: { readonly type: string }): never {
    throw new Error(`${op.type} is not written yet`);
  },
};
