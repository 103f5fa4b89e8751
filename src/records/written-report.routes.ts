import { type Context, Hono } from "hono";
import { insist } from "../access/may.ts";
import { actOnce, findRoom, type Room } from "../groups/room.routes.ts";
import { agendaOf } from "../meetings/agenda.queries.ts";
import { findMeetingByHandle } from "../meetings/meeting.queries.ts";
import { type Meeting, mayReadMeeting, meetingAddress } from "../meetings/meeting.ts";
import { mayPublish } from "../meetings/publication.queries.ts";
import type { Deps } from "../platform/http/deps.ts";
import { guardOf } from "../platform/http/protection.ts";
import { NotFound } from "../platform/refusal.ts";
import type { FieldErrors } from "../ui/form.ts";
import { show } from "../ui/show.ts";
import { keepWritten, readWritten } from "./written-report.commands.ts";
import { writePage } from "./written-report.pages.ts";
import { seedOf, type WrittenReport } from "./written-report.ts";

const AT = "/:group/meetings/:handle{[^/.]+}/report";

/** The first report of a meeting that was called here, written in one field and published in one press. */
export function writtenReportRoutes(deps: Deps): Hono {
  const { db } = deps;
  const app = new Hono();

  app.get(`${AT}/new`, async (c) => {
    const { room, meeting } = await findUnwritten(c, deps);
    if (meeting.textId !== null) return c.redirect(meetingAddress(room.group.slug, meeting.handle), 303);
    const text = seedOf(await agendaOf(db, meeting.id).execute());
    return showForm(c, deps, room, meeting, { text, present: "" }, {});
  });

  app.post(AT, async (c) => {
    const { room, meeting } = await findUnwritten(c, deps);
    const { form, words, actor } = c.var;
    const typed = { text: form.text("text"), present: form.text("present") };
    if (!/\p{L}/u.test(typed.text.replace(/^#.*$/gm, "")))
      return showForm(c, deps, room, meeting, typed, { text: words.t("Write at least one line below the headings.") });
    const read = await readWritten(db, room.group, meeting, typed, actor);
    if ("refused" in read) return showForm(c, deps, room, meeting, typed, { text: words.t(read.refused) });
    const publishes = form.text("finish") === "publish" && (await mayPublish(db, room.group.id, actor));
    return actOnce(c, deps, (trx, now) =>
      keepWritten(trx, room.group, meeting, read, publishes ? "publish" : "keep", actor, now),
    );
  });

  return app;
}

/** Throws NotFound where this reader knows of no such meeting, Forbidden where this reader writes no reports. */
async function findUnwritten(c: Context, deps: Deps): Promise<{ room: Room; meeting: Meeting }> {
  const room = await findRoom(c, deps);
  const meeting = await findMeetingByHandle(deps.db, room.group.id, c.req.param("handle") ?? "");
  if (!meeting || !mayReadMeeting(c.var.actor, meeting)) throw new NotFound();
  insist(c.var.actor, "create", { resource: "text", groupId: room.group.id });
  return { room, meeting };
}

async function showForm(
  c: Context,
  { db }: Deps,
  { group, frame }: Room,
  meeting: Meeting,
  typed: WrittenReport,
  errors: FieldErrors,
) {
  const publishes = await mayPublish(db, group.id, c.var.actor);
  const status = Object.keys(errors).length > 0 ? 422 : 200;
  return show(c, writePage(frame, group.slug, meeting, publishes, guardOf(c), typed, errors), status);
}
