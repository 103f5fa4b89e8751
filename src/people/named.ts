import { z } from "zod";

/** Persons and bodies have a name, other names and an address alike, and two of a kind can be found to be one. */
export type NamedKind = "person" | "body";
export type Named = { id: number; slug: string; name: string };

/** What tells a row that names one of them apart: the values of the columns by which it is found again. */
export const RowKey = z.record(z.string(), z.union([z.string(), z.number(), z.null()]));
export type RowKey = z.infer<typeof RowKey>;
