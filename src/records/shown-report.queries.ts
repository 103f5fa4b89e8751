import { sql } from "kysely";
import { jsonArrayFrom, jsonObjectFrom } from "kysely/helpers/postgres";
import { type Actor, visitor } from "../access/actor.ts";
import { actionsOfText, asAction } from "../actions/action.queries.ts";
import { decisionsReadBy, openQuestionsReadBy, recommendationsReadBy } from "../actions/outcome.queries.ts";
import {
  agendaOf,
  attachmentsOf,
  attendanceOf,
  presentByGroup,
  rolesOf,
  unnamedOf,
} from "../meetings/agenda.queries.ts";
import { type Readable, readableOf } from "../meetings/disclosure.queries.ts";
import { type FoundMeeting, findMeetingAt } from "../meetings/meeting.queries.ts";
import type { Meeting } from "../meetings/meeting.ts";
import type { Database } from "../platform/database/database.ts";
import { statement } from "../platform/database/statement.ts";
import { checkpointHolding, noteOfWritten } from "../platform/journal/checkpoint.queries.ts";
import { NotFound } from "../platform/refusal.ts";
import { listBlocks } from "../texts/block.queries.ts";
import { lastEditionOf } from "../texts/edition.queries.ts";
import { mayRead } from "../texts/text.ts";
import type { ShownReport } from "./shown-report.ts";

/**
 * A report with everything that its page shows this reader, in three statements however long its lists are.
 * Throws NotFound where there is none, and where it is not for this reader.
 */
export const findShownReport = async (
  db: Database,
  groupSlug: string,
  handle: string,
  by: Actor,
): Promise<ShownReport> => showFound(db, await findMeetingAt(db, groupSlug, handle), by);

/** The same where the meeting is found already. */
export async function showFound(db: Database, found: FoundMeeting | undefined, by: Actor): Promise<ShownReport> {
  if (!found?.text || !mayRead(by, found.text)) throw new NotFound();
  const { group, meeting, text } = found;
  const readable = await readableOf(db, meeting, by);
  const [blocks, beside] = await Promise.all([listBlocks(db, text.id), findBeside(db, meeting, text.id, readable, by)]);
  const { actions, checkpoint, attendance, counts, unnamed, ...rest } = beside;
  const people = peopleShown(readable);
  return {
    group,
    meeting: { ...meeting, recordingAddress: readable.recording ? meeting.recordingAddress : null },
    text,
    blocks,
    ...rest,
    attendance: people === "all" || people === "named" ? attendance : null,
    unnamed: unnamed ?? 0,
    counts: people === "counts" ? counts : null,
    withheld: withheldFrom(readable, meeting),
    actions: actions.map(asAction),
    checkpoint: text.publishedAt === null ? null : noteOfWritten(checkpoint),
  };
}

/** Of a meeting at which nobody is named there is nothing to hand out. */
const withheldFrom = (readable: Readable, meeting: Meeting): ShownReport["withheld"] =>
  meeting.attribution === "chatham house"
    ? []
    : [...(readable.list === "no" ? (["list"] as const) : []), ...(readable.recording ? [] : (["recording"] as const))];

/** What stands beside the blocks, each part by the statement that its owner offers, sent as one. */
async function findBeside(db: Database, meeting: Meeting, textId: number, readable: Readable, by: Actor) {
  const people = peopleShown(readable);
  const given = { meetingId: meeting.id, textId };
  if (by.accountId !== null || people === "all") return besideOf(db, given, by, people).executeTakeFirstOrThrow();
  const [row] = await visitorsBeside[people](db, given);
  if (!row) throw new Error("A row of lists always comes back.");
  return row;
}

/** The list, all of it or those who are named to everyone; counts in its place; or neither. */
type PeopleShown = "all" | "named" | "counts" | "none";
const peopleShown = ({ list, counts }: Readable): PeopleShown => (list !== "no" ? list : counts ? "counts" : "none");

type Given = { meetingId: number; textId: number };
const EXAMPLE: Given = { meetingId: -7_000_001, textId: -7_000_002 };
/** What most readers ask: put together once. */
const visitorsBeside = {
  named: statement(EXAMPLE, (db, given) => besideOf(db, given, visitor, "named")),
  counts: statement(EXAMPLE, (db, given) => besideOf(db, given, visitor, "counts")),
  none: statement(EXAMPLE, (db, given) => besideOf(db, given, visitor, "none")),
};

const besideOf = (db: Database, { meetingId, textId }: Given, by: Actor, people: PeopleShown) =>
  db.selectNoFrom([
    jsonArrayFrom(rolesOf(db, meetingId)).as("roles"),
    jsonArrayFrom(agendaOf(db, meetingId)).as("agenda"),
    jsonArrayFrom(attachmentsOf(db, meetingId)).as("attachments"),
    jsonArrayFrom(
      attendanceOf(db, meetingId, people === "all" ? "all" : "named").where(
        sql.lit(people === "all" || people === "named"),
      ),
    ).as("attendance"),
    unnamedOf(db, meetingId)
      .where(sql.lit(people === "named"))
      .as("unnamed"),
    jsonArrayFrom(presentByGroup(db, meetingId).where(sql.lit(people === "counts"))).as("counts"),
    jsonArrayFrom(actionsOfText(db, textId, by)).as("actions"),
    jsonArrayFrom(
      decisionsReadBy(db, by).where("decision.text_id", "=", textId).orderBy("decision.number").limit(1_000),
    ).as("decisions"),
    jsonArrayFrom(
      recommendationsReadBy(db, by)
        .where("recommendation.text_id", "=", textId)
        .orderBy("recommendation.number")
        .limit(1_000),
    ).as("recommendations"),
    jsonArrayFrom(
      openQuestionsReadBy(db, by)
        .where("open_question.text_id", "=", textId)
        .orderBy("open_question.number")
        .limit(1_000),
    ).as("questions"),
    jsonObjectFrom(lastEditionOf(db, textId)).as("edition"),
    jsonObjectFrom(checkpointHolding(db, { kind: "text", id: textId }, "report.published")).as("checkpoint"),
  ]);
