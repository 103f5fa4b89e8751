import { sql } from "kysely";
import type { Database } from "../database/database.ts";

/**
 * A word that differs after every act that was committed. The latest lines are summed, not only the last one named,
 * because a line with a lower number may be committed later.
 */
export async function journalMark(db: Database): Promise<string> {
  const found = await sql<{ mark: string }>`
    select count(*) || ' ' || coalesce(sum(id), 0) as mark
    from (select id from journal order by id desc limit 200) as latest`.execute(db);
  return found.rows[0]?.mark ?? "";
}
