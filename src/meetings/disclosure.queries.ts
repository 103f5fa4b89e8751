import { type Generated, type RawBuilder, sql } from "kysely";
import type { Actor } from "../access/actor.ts";
import { mayWhere } from "../access/may.queries.ts";
import { may } from "../access/may.ts";
import { type Reference, referenceOf } from "../people/reference.queries.ts";
import type { Database } from "../platform/database/database.ts";
import { listOf, type Meeting, recordingOf } from "./meeting.ts";

declare module "../platform/database/schema.ts" {
  interface Schema {
    withheld_name: { id: Generated<number>; person_id: number; meeting_id: number | null; since: Date };
  }
}

/** What a reader may have of a meeting. `named`: the list without those who are not named where everyone reads. */
export type Readable = { list: "all" | "named" | "no"; counts: boolean; recording: boolean };

/** Whether they were there is looked up only where it decides. */
export async function readableOf(db: Database, meeting: Meeting, by: Actor): Promise<Readable> {
  const wasThere = mindsWhoWasThere(meeting) && by.personId !== null && (await isPresent(db, meeting.id, by.personId));
  const list = listOf(meeting, wasThere);
  const names = meeting.attribution === "named" && !meeting.namesGone;
  return {
    list: !names || !may(by, "read", list) ? "no" : may(by, "read", { ...list, toAll: false }) ? "all" : "named",
    counts: meeting.attribution === "named" && may(by, "read", { ...list, field: "counts" }),
    recording: meeting.attribution === "named" && may(by, "read", recordingOf(meeting, wasThere)),
  };
}

const mindsWhoWasThere = ({ list, recording, attribution }: Meeting): boolean =>
  attribution === "named" && [list, recording].some(({ audience, how }) => audience !== "nobody" && how === "at once");

const isPresent = async (db: Database, meetingId: number, personId: number): Promise<boolean> =>
  (await db
    .selectFrom("attendance")
    .where("meeting_id", "=", meetingId)
    .where("person_id", "=", personId)
    .where("standing", "=", "present")
    .select("id")
    .limit(1)
    .executeTakeFirst()) !== undefined;

/** The condition under which this reader may have the list of a meeting, for statements on `meeting`: `readableOf` in SQL. */
export const listReadableBy = (by: Actor): RawBuilder<boolean> =>
  sql<boolean>`(meeting.attribution = 'named' and meeting.names_gone_at is null and ${mayWhere(
    by,
    "read",
    { resource: "attendance" },
    {
      groupId: sql.ref("meeting.group_id"),
      facts: {
        published: PUBLISHED,
        toAll: sql<boolean>`(${AT_ONCE} and meeting.list_audience = 'public')`,
        toMembers: sql<boolean>`(${AT_ONCE} and meeting.list_audience in ('public', 'members'))`,
        toThosePresent: sql<boolean>`(${AT_ONCE} and meeting.list_audience <> 'nobody' and ${wasThere(by, sql.ref("meeting.id"))})`,
      },
    },
  )})`;
const PUBLISHED = sql<boolean>`(meeting.state in ('published', 'final'))`;
const AT_ONCE = sql<boolean>`${PUBLISHED} and meeting.list_how = 'at once'`;

/** The condition under which a person's name may be said to this reader: not where they chose not to be named to everyone. */
export const namedTo = (by: Actor, of: { personId: string; meetingId: string; groupId: string }): RawBuilder<boolean> =>
  sql<boolean>`(not ${isWithheld(sql.ref(of.personId), sql.ref(of.meetingId))}
    or coalesce(${sql.ref(of.personId)} = ${by.personId}::integer, false)
    or ${mayWhere(
      by,
      "read",
      { resource: "attendance" },
      {
        groupId: sql.ref(of.groupId),
        facts: { toMembers: sql<boolean>`true`, toThosePresent: wasThere(by, sql.ref(of.meetingId)) },
      },
    )})`;

/** Whether a person chose not to be named to everyone, at this meeting or at any. */
export const isWithheld = (personId: RawBuilder<unknown>, meetingId: RawBuilder<unknown>): RawBuilder<boolean> =>
  sql<boolean>`exists (select from withheld_name where withheld_name.person_id = ${personId}
    and (withheld_name.meeting_id is null or withheld_name.meeting_id = ${meetingId}))`;

const wasThere = (by: Actor, meetingId: RawBuilder<unknown>): RawBuilder<boolean> =>
  by.personId === null
    ? sql<boolean>`false`
    : sql<boolean>`exists (select from attendance as own where own.meeting_id = ${meetingId}
        and own.person_id = ${by.personId} and own.standing = 'present')`;

/** Where a person's own choice names them, for whoever makes two persons one. */
export const CHOICES_OF_PERSONS: readonly Reference[] = [
  referenceOf({ table: "withheld_name", column: "person_id", id: "id", alone: ["meeting_id"] }),
];
