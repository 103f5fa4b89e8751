import { type RawBuilder, sql } from "kysely";
import type { Database } from "../platform/database/database.ts";
import { RowKey } from "./named.ts";

/**
 * A column that names a person or a body, as the owner of its table offers it to whoever makes two of them one. Rows that
 * would stand twice are left where they are.
 */
export type Reference = {
  table: string;
  column: string;
  /** Gives the rows that name one to another; returns which they were. */
  move(trx: Database, from: number, to: number): Promise<RowKey[]>;
  /** Gives those of them that still name `to` back to `from`; what was taken away or given to others since stays so. */
  giveBack(trx: Database, from: number, to: number, rows: readonly RowKey[]): Promise<void>;
};

type Told = {
  table: string;
  column: string;
  /** The row's number; null where it has none. */
  id: "id" | null;
  /** Columns that tell a row apart where it was taken away and written anew since, as corrections do. */
  words?: readonly string[];
  /** Besides the person or body, the columns of which no two rows may be alike. */
  alone?: readonly string[];
};

export function referenceOf({ table, column, id, words = [], alone = [] }: Told): Reference {
  const target = sql.table(table);
  const kept = [...(id === null ? [] : [id]), ...words];
  const key = sql`jsonb_build_object(${sql.join(kept.flatMap((name) => [sql.lit(name), of("one", name)]))})`;
  return {
    table,
    column,
    move: async (trx, from, to) => {
      const moved = await sql<{ key: unknown }>`update ${target} as one set ${sql.ref(column)} = ${to}
        where ${of("one", column)} = ${from} and ${unlessThere(table, column, alone, to)} returning ${key} as key`.execute(
        trx,
      );
      return moved.rows.map((row) => RowKey.parse(row.key));
    },
    giveBack: async (trx, from, to, rows) => {
      const anew = words.length === 0 ? sql`false` : sql.join(words.map(isKept), sql` and `);
      const same =
        id === null
          ? anew
          : sql`(${isKept(id)} or (${anew} and not exists
        (select 1 from ${target} as other where ${of("other", id)} = (kept.row ->> 'id')::integer)))`;
      await sql`update ${target} as one set ${sql.ref(column)} = ${from}
        where ${of("one", column)} = ${to} and ${unlessThere(table, column, alone, from)} and exists
          (select 1 from jsonb_array_elements(${JSON.stringify(rows)}::jsonb) as kept (row) where ${same})`.execute(
        trx,
      );
    },
  };
}

const of = (row: "one" | "other", name: string): RawBuilder<unknown> => sql.ref(`${row}.${name}`);
const isKept = (name: string): RawBuilder<unknown> =>
  sql`${of("one", name)}::text is not distinct from kept.row ->> ${sql.lit(name)}`;

function unlessThere(table: string, column: string, alone: readonly string[], id: number): RawBuilder<unknown> {
  if (alone.length === 0) return sql`true`;
  const alike = alone.map((name) => sql`${of("other", name)} is not distinct from ${of("one", name)}`);
  return sql`not exists (select 1 from ${sql.table(table)} as other
    where ${of("other", column)} = ${id} and ${sql.join(alike, sql` and `)})`;
}
