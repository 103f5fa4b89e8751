/** Below this many in all, no breakdown is published. Source: SAFETY A6, SC1. */
const FEWEST_IN_ALL = 10;
/** Below this many, a cell joins the others. Source: SAFETY A6, SC1. */
const FEWEST_IN_CELL = 5;

/** Counts as they may be published. `other`: those in cells too small to stand alone; 0 where there is none. */
export type PublishedCounts<Name> = { total: number; cells: { name: Name; count: number }[]; other: number };

/**
 * Counts without small cells: these are joined, and where what is joined is small still, the smallest cell that stands
 * joins it, so that no subtraction from the total leaves fewer than five. Source: SAFETY A6, SC1, SC2, SC6.
 */
export function withoutSmallCells<Name>(counts: readonly { name: Name; count: number }[]): PublishedCounts<Name> {
  const total = counts.reduce((sum, { count }) => sum + count, 0);
  if (total < FEWEST_IN_ALL) return { total, cells: [], other: total };
  const standing = counts.filter(({ count }) => count >= FEWEST_IN_CELL).sort((a, b) => b.count - a.count);
  let other = counts.reduce((sum, { count }) => sum + (count < FEWEST_IN_CELL ? count : 0), 0);
  while (other > 0 && other < FEWEST_IN_CELL && standing.length > 0) other += standing.pop()?.count ?? 0;
  return { total, cells: standing, other };
}
