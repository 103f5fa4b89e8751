import { Hono } from "hono";
import { findRoom } from "../groups/room.routes.ts";
import { answerCsv, type CsvColumn } from "../platform/http/csv.ts";
import type { Deps } from "../platform/http/deps.ts";
import { NotFound } from "../platform/refusal.ts";
import { mayRead } from "../texts/text.ts";
import { attendanceOf } from "./agenda.queries.ts";
import { readableOf } from "./disclosure.queries.ts";
import { findMeetingAt, listMeetings } from "./meeting.queries.ts";
import { type ListedAttendance, type Meeting, meetingAddress } from "./meeting.ts";

/** The meetings of a group as a file, and the list of one meeting for those to whom it is disclosed. */
export function meetingCsvRoutes(deps: Deps): Hono {
  const { db, site } = deps;
  const app = new Hono();

  app.get("/:group/meetings.csv", async (c) => {
    const { group } = await findRoom(c, deps);
    const meetings = await listMeetings(db, group.id, c.var.actor);
    return answerCsv(c, `${group.slug}-meetings`, meetingColumns(site.origin, group.slug), meetings);
  });

  app.get("/:group/meetings/:handle/participants.csv", async (c) => {
    const found = await findMeetingAt(db, c.req.param("group"), c.req.param("handle"));
    const { actor } = c.var;
    if (!found?.text || !mayRead(actor, found.text)) throw new NotFound();
    const { list } = await readableOf(db, found.meeting, actor);
    if (list === "no") throw new NotFound();
    const entries = await attendanceOf(db, found.meeting.id, list).execute();
    return answerCsv(c, `${found.group.slug}-${found.meeting.handle}-participants`, ATTENDANCE_COLUMNS, entries);
  });

  return app;
}

const meetingColumns = (origin: string, groupSlug: string): CsvColumn<Meeting>[] => [
  { head: "number", value: (one) => one.number },
  { head: "title", value: (one) => one.title },
  { head: "held_on", value: (one) => one.heldOn },
  { head: "starts_at", value: (one) => one.startsAt?.toISOString() ?? null },
  { head: "time_zone", value: (one) => one.timeZone },
  { head: "state", value: (one) => one.state },
  { head: "next_on", value: (one) => one.nextOn },
  { head: "address", value: (one) => (one.textId === null ? null : origin + meetingAddress(groupSlug, one.handle)) },
];

const ATTENDANCE_COLUMNS: CsvColumn<Omit<ListedAttendance, "personSlug">>[] = [
  { head: "name", value: (one) => one.name },
  { head: "affiliation", value: (one) => one.affiliation ?? one.heldAffiliation ?? null },
  { head: "role", value: (one) => one.role },
  { head: "stakeholder_group", value: (one) => one.stakeholderGroup ?? one.heldStakeholderGroup ?? null },
  { head: "standing", value: (one) => one.standing },
  { head: "from_register", value: fromRegister },
];

/** Which of an entry the report does not say itself: what the register says of that day. */
function fromRegister(one: Omit<ListedAttendance, "personSlug">): string | null {
  const said = [one.heldAffiliation && "affiliation", one.heldStakeholderGroup && "stakeholder_group"];
  return said.filter(Boolean).join(" ") || null;
}
