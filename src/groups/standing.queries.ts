import { type Kysely, sql } from "kysely";
import type { Schema } from "../platform/database/schema.ts";

/** Persons who hold an office or are members on this day, by group; a statement to be put into another. */
export const standingIn = (db: Kysely<Schema>, on: string) =>
  db
    .selectFrom("office")
    .where(sql<boolean>`since_on <= ${on} and (until_on is null or until_on > ${on})`)
    .select(["group_id as groupId", "person_id as personId"])
    .union(
      db
        .selectFrom("membership")
        .where(sql<boolean>`since_on <= ${on} and (until_on is null or until_on > ${on})`)
        .select(["group_id as groupId", "person_id as personId"]),
    );
