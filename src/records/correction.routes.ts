import { type Context, Hono } from "hono";
import { may } from "../access/may.ts";
import { accountNames } from "../accounts/account.queries.ts";
import { placeOfGroup } from "../groups/place.ts";
import { errorsIn } from "../groups/room.routes.ts";
import { attendanceOf, findAttendance } from "../meetings/agenda.queries.ts";
import { correctAttendance, correctMeeting, undoAttendance, undoCorrection } from "../meetings/correction.commands.ts";
import { correctionPage, entryPage, type Typed } from "../meetings/correction.pages.ts";
import { AttendanceCorrection, correctionOf, MeetingCorrection } from "../meetings/correction.ts";
import { meetingName } from "../meetings/meeting.pages.ts";
import { findMeetingAt, type GroupShown } from "../meetings/meeting.queries.ts";
import type { Meeting } from "../meetings/meeting.ts";
import type { Deps } from "../platform/http/deps.ts";
import { guardOf } from "../platform/http/protection.ts";
import { listPastActs } from "../platform/journal/journal.queries.ts";
import { Forbidden, NotFound } from "../platform/refusal.ts";
import { listBlocks } from "../texts/block.queries.ts";
import type { Text } from "../texts/text.ts";
import type { FieldErrors } from "../ui/form.ts";
import { html } from "../ui/html.ts";
import { row, rows } from "../ui/parts.ts";
import { show } from "../ui/show.ts";

/** A report that its holder may correct, and who asks. */
export type Held = { group: GroupShown; meeting: Meeting; text: Text };

/** Throws NotFound for a report that this reader cannot see, Forbidden where they may read and not correct it. */
export async function findHeld(c: Context, { db }: Deps): Promise<Held> {
  const found = await findMeetingAt(db, c.req.param("group") ?? "", c.req.param("handle") ?? "");
  if (!found?.text) throw new NotFound();
  const { group, meeting, text } = found;
  const thing = { resource: "text", groupId: group.id, published: text.publishedAt !== null } as const;
  if (!may(c.var.actor, "read", thing)) throw new NotFound();
  if (!may(c.var.actor, "change", thing)) throw new Forbidden("Only an office holder of the group corrects this.");
  return { group, meeting, text };
}

/** Who acts, under which key: what a command needs to do it once. */
export const actOf = (c: Context) => {
  const { actor, form } = c.var;
  if (actor.accountId === null) throw new Forbidden("Sign in to do this.");
  return { key: form.key, accountId: actor.accountId, path: c.req.path, by: actor };
};

const AT = "/:group/meetings/:handle";

export function correctionRoutes(deps: Deps): Hono {
  const { db, now } = deps;
  const app = new Hono();

  app.get(`${AT}/correction`, async (c) => {
    const held = await findHeld(c, deps);
    return showCorrection(c, deps, held, typedOf(held.meeting), {}, 200);
  });

  app.post(`${AT}/correction`, async (c) => {
    const held = await findHeld(c, deps);
    const read = MeetingCorrection.safeParse(c.var.form.fields());
    if (!read.success) return showCorrection(c, deps, held, c.var.form.fields(), errorsIn(c, read.error), 422);
    const answer = await correctMeeting(
      db,
      { groupSlug: held.group.slug, meeting: held.meeting },
      read.data,
      actOf(c),
      now(),
    );
    return c.redirect(answer.location, 303);
  });

  app.post(`${AT}/correction/undoing/:line{\\d+}`, async (c) => {
    const { group, meeting } = await findHeld(c, deps);
    const answer = await undoCorrection(
      db,
      { groupSlug: group.slug, meeting },
      Number(c.req.param("line")),
      actOf(c),
      now(),
    );
    return c.redirect(`${answer.location}/correction`, 303);
  });

  app.get(`${AT}/attendance/:entry{\\d+}`, async (c) => {
    const held = await findHeld(c, deps);
    const entry = await findAttendance(db, held.meeting.id, Number(c.req.param("entry")));
    if (!entry) throw new NotFound();
    return showEntry(c, deps, held, asTyped(entry), {}, 200);
  });

  app.post(`${AT}/attendance/:entry{\\d+}`, async (c) => {
    const held = await findHeld(c, deps);
    const read = AttendanceCorrection.safeParse(c.var.form.fields());
    if (!read.success) return showEntry(c, deps, held, c.var.form.fields(), errorsIn(c, read.error), 422);
    const answer = await correctAttendance(db, entryAt(c, held), read.data, actOf(c), now());
    return c.redirect(answer.location, 303);
  });

  app.post(`${AT}/attendance/:entry{\\d+}/undoing/:line{\\d+}`, async (c) => {
    const held = await findHeld(c, deps);
    const answer = await undoAttendance(db, entryAt(c, held), Number(c.req.param("line")), actOf(c), now());
    return c.redirect(answer.location, 303);
  });

  return app;
}

const entryAt = (c: Context, { group, meeting }: Held) => ({
  groupSlug: group.slug,
  meeting,
  entryId: Number(c.req.param("entry")),
});

const asTyped = (said: Record<string, string | number | boolean | null>): Typed =>
  Object.fromEntries(
    Object.entries(said).map(([name, value]) => [
      name,
      typeof value === "boolean" ? (value ? "yes" : "no") : String(value ?? ""),
    ]),
  );
const typedOf = (meeting: Meeting): Typed => asTyped(correctionOf(meeting));

async function showCorrection(
  c: Context,
  { db }: Deps,
  held: Held,
  typed: Typed,
  errors: FieldErrors,
  status: 200 | 422,
) {
  const { words, actor } = c.var;
  const [attendance, blocks, past] = await Promise.all([
    held.meeting.namesGone ? [] : attendanceOf(db, held.meeting.id, "all").execute(),
    listBlocks(db, held.text.id),
    listPastActs(db, { kind: "meeting", id: held.meeting.id }),
  ]);
  const names = await accountNames(
    db,
    past.flatMap((act) => act.accountId ?? []),
  );
  const blockRows = rows(
    blocks.map((block) =>
      row({
        what: html`<a href="${held.text.address}/blocks/${block.number}">${block.number}</a> ${block.withdrawn ? words.t("Withdrawn") : block.body.slice(0, 90)}${block.body.length > 90 && "…"}`,
      }),
    ),
  );
  const shown = {
    address: held.text.address,
    title: meetingName(words, held.meeting),
    typed,
    attendance,
    blocks: blockRows,
    past: past.filter((act) => act.kind.startsWith("meeting.correct")),
    names,
  };
  const frame = { words, place: placeOfGroup(words, held.group, actor), path: c.req.path };
  return show(c, correctionPage(frame, shown, guardOf(c), errors), status);
}

async function showEntry(c: Context, { db }: Deps, held: Held, typed: Typed, errors: FieldErrors, status: 200 | 422) {
  const { words, actor } = c.var;
  const entryId = Number(c.req.param("entry"));
  const past = await listPastActs(db, { kind: "attendance", id: entryId });
  const names = await accountNames(
    db,
    past.flatMap((act) => act.accountId ?? []),
  );
  const frame = { words, place: placeOfGroup(words, held.group, actor), path: c.req.path };
  return show(
    c,
    entryPage(frame, { address: held.text.address, entryId, typed, past, names }, guardOf(c), errors),
    status,
  );
}
