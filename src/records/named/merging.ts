import { z } from "zod";
import type { NamedKind } from "../../people/named.ts";
import { RowKey } from "../../people/named.ts";

/** Where persons and bodies are shown. */
export const SHOWN_AT: Record<NamedKind, string> = { person: "/people", body: "/bodies" };

/** Which of two names the one who stays goes by. */
export const Staying = z.enum(["this", "other"]).catch("this");
export type Staying = z.infer<typeof Staying>;

/** What the journal keeps of a merge, enough to take it back: the name before, how the other name was kept, what moved. */
export const MergeBefore = z.object({ name: z.string(), otherName: z.string().nullable() });
export const MergeAfter = z.object({
  name: z.string(),
  other: z.string(),
  from: z.number(),
  moved: z.record(z.string(), z.array(RowKey)),
});
export type MergeAfter = z.infer<typeof MergeAfter>;

/** What moves with one of two, as far as this reader may see it. */
export type Moving = {
  names: readonly string[];
  meetings: number;
  roles: number;
  interventions: number;
  actions: number;
  affiliations: readonly string[];
  standing: readonly { groupName: string; office: string | null }[];
  /** Someone signs in as this one. */
  signsIn: boolean;
};

/** The same preview gives the same mark; where something came in between, another. */
export const markOf = (moving: Moving): string =>
  [
    ...[moving.names.length, moving.meetings, moving.roles, moving.interventions, moving.actions],
    ...[moving.affiliations.length, moving.standing.length, moving.signsIn ? 1 : 0],
  ].join(".");
