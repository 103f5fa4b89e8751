import type { Said } from "../ui/said.ts";

/** Something that waits for one person, as the part that it is of says it; their own page lists it with a link. */
export type WaitingRow = {
  href: string;
  said: Said;
  /** The group it is of, as its people call it; null where it is of none. */
  group: string | null;
  /** Since when, or until when, as YYYY-MM-DD; null where that says nothing. */
  on: string | null;
};
