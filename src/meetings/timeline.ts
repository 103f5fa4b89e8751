/** A meeting in the picture over time. `present`: by stakeholder group, "" where none is stated; null where it is not for this reader. */
export type MeetingInTime = {
  handle: string;
  heldOn: string | null;
  present: Map<string, number> | null;
  opened: number;
  closed: number;
};

/** More groups than a picture can tell apart share its last colour. */
const MOST_SERIES = 6;

export type Counted = { name: string; values: number[] };

/** Attendance as one row of figures a stakeholder group, the largest first; `other` gathers the small ones, `unstated` the "". */
export function attendanceSeries(
  meetings: readonly MeetingInTime[],
  said: { other: string; unstated: string },
): Counted[] {
  const totals = new Map<string, number>();
  for (const { present } of meetings)
    for (const [group, count] of present ?? []) totals.set(group, (totals.get(group) ?? 0) + count);
  const stated = [...totals.keys()].filter((group) => group !== "");
  stated.sort((a, b) => (totals.get(b) ?? 0) - (totals.get(a) ?? 0) || a.localeCompare(b));
  const room = MOST_SERIES - (totals.has("") ? 1 : 0);
  const own = stated.length > room ? stated.slice(0, room - 1) : stated;
  const rest = stated.slice(own.length);
  const valuesOf = (groups: readonly string[]): number[] =>
    meetings.map(({ present }) => groups.reduce((sum, group) => sum + (present?.get(group) ?? 0), 0));
  return [
    ...own.map((group) => ({ name: group, values: valuesOf([group]) })),
    ...(rest.length > 0 ? [{ name: said.other, values: valuesOf(rest) }] : []),
    ...(totals.has("") ? [{ name: said.unstated, values: valuesOf([""]) }] : []),
  ];
}
