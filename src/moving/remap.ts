import { HOLDERS, KEYS } from "./tables.ts";

/** What the number of a row became on the other side; undefined where the row did not come along. */
export type NewNumber = (table: string, old: number) => number | undefined;

/** A JSON value with the numbers of rows in it changed. One whose row did not come along becomes null, or leaves its list. */
export function remapped(value: unknown, to: NewNumber, holder = ""): unknown {
  if (Array.isArray(value)) return value.map((entry) => remapped(entry, to, holder));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, remappedAt(key, entry, to, holder)]));
}

function remappedAt(key: string, entry: unknown, to: NewNumber, holder: string): unknown {
  const table = KEYS[key] ?? (key === "id" ? HOLDERS[holder] : undefined);
  if (table === undefined) return remapped(entry, to, key);
  if (typeof entry === "number") return to(table, entry) ?? null;
  if (Array.isArray(entry) && entry.every((one) => typeof one === "number"))
    return entry.flatMap((one) => to(table, one) ?? []);
  return remapped(entry, to, key);
}

/** Every number in a JSON value that names a row, with its table. */
export function namedIn(value: unknown): { table: string; id: number }[] {
  const found: { table: string; id: number }[] = [];
  remapped(value, (table, id) => {
    found.push({ table, id });
    return id;
  });
  return found;
}

/** Keys that look like numbers of rows and are in no list: what they name could not be carried over. */
export function unknownKeys(value: unknown, holder = ""): string[] {
  if (Array.isArray(value)) return value.flatMap((entry) => unknownKeys(entry, holder));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, entry]) => {
    const isNumber = typeof entry === "number" || (Array.isArray(entry) && typeof entry[0] === "number");
    const looksSo = isNumber && /(^id|Id|Ids|_id|_ids)$/.test(key);
    const known = key in KEYS || (key === "id" && holder in HOLDERS);
    return looksSo && !known ? [key] : unknownKeys(entry, key);
  });
}
