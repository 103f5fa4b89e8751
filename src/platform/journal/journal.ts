import { createHash } from "node:crypto";

/** A thing that an act is about, as the journal names it: a table and a row. */
export type Subject = { kind: string; id: number };

/** One act, as it is written down. `before` and `after` hold what changed, so that it can be shown and undone. */
export type JournalLine = {
  kind: string;
  groupId: number | null;
  subject: Subject;
  /** The acting account; null where the program itself acts. */
  accountId: number | null;
  at: Date;
  before?: unknown;
  after?: unknown;
  /** The line that this act takes back. */
  undoes?: number;
};

/** What the erasable payload of a line holds. */
export type Payload = { before: unknown; after: unknown };

/** JSON with sorted keys and no spaces: the same value gives the same bytes everywhere. */
export const canonicalJson = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map((entry) => canonicalJson(entry ?? null)).join(",")}]`;
  if (value instanceof Date) return JSON.stringify(value.toISOString());
  if (value === null || typeof value !== "object") return JSON.stringify(value ?? null);
  const entries = Object.entries(value).filter(([, entry]) => entry !== undefined);
  entries.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([name, entry]) => `${JSON.stringify(name)}:${canonicalJson(entry)}`).join(",")}}`;
};

/** SHA-256 over salt and canonical payload: says nothing without the salt. Source: SAFETY A7. */
export const commitmentOf = (salt: Buffer, payload: Payload): Buffer =>
  createHash("sha256").update(salt).update(canonicalJson(payload)).digest();
