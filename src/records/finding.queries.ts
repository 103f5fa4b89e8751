import { type ColumnType, type Generated, sql } from "kysely";
import type { Database } from "../platform/database/database.ts";
import type { Finding } from "./report.ts";
import { asStoredJson } from "./report-json.ts";

declare module "../platform/database/schema.ts" {
  interface Schema {
    finding: {
      id: Generated<number>;
      text_id: number;
      position: number;
      kind: string;
      rule: string;
      level: Finding["level"];
      line: number | null;
      words: string;
      message: string;
      remedy: string;
      /** FoundSaying, read where findings are listed. */
      said: ColumnType<unknown, string | null | undefined, never>;
      passed_over_at: Date | null;
    };
  }
}

/** Keeps what the checks found in a report, every level, for its office holders. */
export async function addFindings(trx: Database, textId: number, findings: readonly Finding[]): Promise<void> {
  await sql`insert into finding (text_id, position, kind, rule, level, line, words, message, remedy, said)
    select ${textId}, place, kind, rule, level, line, words, message, remedy, said
    from unnest(${findings.map((one) => one.kind)}::text[], ${findings.map((one) => one.rule)}::text[],
      ${findings.map((one) => one.level)}::text[], ${findings.map((one) => one.line)}::integer[],
      ${findings.map((one) => one.words)}::text[], ${findings.map((one) => one.message)}::text[],
      ${findings.map((one) => one.remedy)}::text[],
      ${findings.map((one) => one.said && asStoredJson(one.said))}::jsonb[])
      with ordinality as given (kind, rule, level, line, words, message, remedy, said, place)`.execute(trx);
}

export async function removeFindings(trx: Database, textId: number): Promise<void> {
  await trx.deleteFrom("finding").where("text_id", "=", textId).execute();
}
