/** Says whether something can be assigned to. */
import type { Expression } from '../ast';

/** The first part of a target that cannot be assigned to, else null. */
export function wrongTarget(target: Expression): Expression | null {
  switch (target.kind) {
    case 'name':
    case 'attribute':
    case 'subscript':
    case 'broken':
      return null;
    case 'starred':
      return wrongTarget(target.value);
    case 'tuple':
    case 'list':
      for (const item of target.items) {
        const wrong = wrongTarget(item);
        if (wrong) return wrong;
      }
      return null;
    default:
      return target;
  }
}
