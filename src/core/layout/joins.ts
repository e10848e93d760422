/** Which unit of one column a link joins to which unit of the next. */
import type { Link } from './layout';

/** True when the link joins source element `from` to target element `to` (row-major places within a sample). Whole columns join no elements. */
export function joins(link: Link, from: number, to: number): boolean {
  const { block } = link;
  switch (link.kind) {
    case 'one-to-one':
      return from === to;
    case 'whole':
      return false;
    case 'part':
      return partTarget(link, from) === to;
    case 'dense':
    case 'all-to-one':
      return (
        Math.floor(from / block.from) === Math.floor(to / block.to) &&
        from % block.inner === to % block.inner
      );
  }
}

/** Where in the joined tensor a source's element lands: runs of `from` are laid into runs of `to`, beginning at the offset. */
function partTarget(link: Link, from: number): number {
  const { block, offset } = link;
  return Math.floor(from / block.from) * block.to + offset + (from % block.from);
}
