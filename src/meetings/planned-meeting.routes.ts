import { type Context, Hono } from "hono";
import { insist, may } from "../access/may.ts";
import { actOnce, errorsIn, findRoom, type Room, told, toldOn } from "../groups/room.routes.ts";
import type { Deps } from "../platform/http/deps.ts";
import { guardOf } from "../platform/http/protection.ts";
import { NotFound } from "../platform/refusal.ts";
import type { FieldErrors } from "../ui/form.ts";
import { show } from "../ui/show.ts";
import { agendaOf } from "./agenda.queries.ts";
import { meetingName } from "./meeting.pages.ts";
import { findMeetingByHandle } from "./meeting.queries.ts";
import { type Meeting, mayReadAgenda, mayReadLink, meetingAddress } from "./meeting.ts";
import { callAgain, callMeeting, callOff, changePlan, undoPlan } from "./planned-meeting.commands.ts";
import { PLAN_SENTENCES, plannedMeetingPage, planPage, type TypedPlan } from "./planned-meeting.pages.ts";
import { agendaText, MeetingPlan, planOf } from "./planned-meeting.ts";
import { findLastAgenda } from "./recorded.queries.ts";

const AT = "/:group/meetings/:handle{[^/.]+}";
const LINE = ":line{[1-9][0-9]{0,14}}";

/** A meeting is called, changed, called off. What becomes of it stands at its own address, see records/report.routes.ts. */
export function plannedMeetingRoutes(deps: Deps): Hono {
  const { db } = deps;
  const app = new Hono();

  app.get("/:group/meetings/new", async (c) => {
    const room = await findRoom(c, deps);
    insist(c.var.actor, "create", { resource: "meeting", groupId: room.group.id });
    const agenda = agendaText(await findLastAgenda(db, room.group.id));
    return showPlan(c, room, null, { heldOn: room.today, time: "", joiningLink: "", agenda }, {});
  });

  app.post("/:group/meetings", async (c) => {
    const room = await findRoom(c, deps);
    insist(c.var.actor, "create", { resource: "meeting", groupId: room.group.id });
    const read = MeetingPlan.safeParse(c.var.form.fields());
    if (!read.success) return showPlan(c, room, null, typedIn(c), errorsIn(c, read.error));
    return actOnce(c, deps, async (trx, now) => {
      const { location, line } = await callMeeting(trx, room.group.id, read.data, c.var.actor, now);
      return told(location, line);
    });
  });

  app.get(`${AT}/plan`, async (c) => {
    const { room, meeting } = await findPlannedRoom(c, deps);
    const { time, joiningLink, ...plan } = planOf(meeting, await agendaOf(db, meeting.id).execute());
    return showPlan(c, room, meeting, { ...plan, time: time ?? "", joiningLink: joiningLink ?? "" }, {});
  });

  app.post(`${AT}/plan`, async (c) => {
    const { room, meeting } = await findPlannedRoom(c, deps);
    const read = MeetingPlan.safeParse(c.var.form.fields());
    if (!read.success) return showPlan(c, room, meeting, typedIn(c), errorsIn(c, read.error));
    return actOnce(c, deps, async (trx, now) => {
      const { location, line } = await changePlan(trx, room.group.id, meeting.id, read.data, c.var.actor, now);
      return told(location, line);
    });
  });

  app.post(`${AT}/plan/undoing/${LINE}`, async (c) => {
    const { room, meeting } = await findPlannedRoom(c, deps);
    return actOnce(c, deps, async (trx, now) => {
      const line = Number(c.req.param("line"));
      const undone = await undoPlan(trx, room.group.id, meeting.id, line, c.var.actor, now);
      return told(undone.location, undone.line);
    });
  });

  app.post(`${AT}/calling-off`, async (c) => {
    const { room, meeting } = await findPlannedRoom(c, deps);
    return actOnce(c, deps, async (trx, now) =>
      told(`/${room.group.slug}/meetings`, await callOff(trx, room.group.id, meeting.id, c.var.actor, now)),
    );
  });

  app.post(`/:group/meetings/called-off/:id{[1-9][0-9]{0,8}}/undoing/${LINE}`, async (c) => {
    const { group } = await findRoom(c, deps);
    return actOnce(c, deps, async (trx, now) => {
      const [id, line] = [Number(c.req.param("id")), Number(c.req.param("line"))];
      const again = await callAgain(trx, group.id, id, line, c.var.actor, now);
      return told(again.location, again.line);
    });
  });

  return app;
}

/** The page of a meeting that has no report yet. */
export async function showPlannedMeeting(c: Context, deps: Deps, meeting: Meeting): Promise<Response> {
  const { group, frame } = await findRoom(c, deps);
  const { actor } = c.var;
  const agenda = mayReadAgenda(actor, meeting) ? await agendaOf(deps.db, meeting.id).execute() : null;
  const joiningLink = mayReadLink(actor, meeting) ? meeting.joiningLink : null;
  const writes = may(actor, "change", { resource: "meeting", groupId: group.id });
  const at = meetingAddress(group.slug, meeting.handle);
  const notice =
    writes &&
    (await toldOn(c, deps, PLAN_SENTENCES, (line, kind) =>
      kind === "meeting.plan changed" ? `${at}/plan/undoing/${line}` : null,
    ));
  const shown = { groupSlug: group.slug, meeting, agenda, joiningLink };
  return show(c, plannedMeetingPage(frame, shown, writes ? guardOf(c) : null, notice));
}

/** Throws NotFound where there is no such meeting, Forbidden where this reader plans none. */
async function findPlannedRoom(c: Context, deps: Deps): Promise<{ room: Room; meeting: Meeting }> {
  const room = await findRoom(c, deps);
  const meeting = await findMeetingByHandle(deps.db, room.group.id, c.req.param("handle") ?? "");
  if (!meeting || meeting.textId !== null) throw new NotFound();
  insist(c.var.actor, "change", { resource: "meeting", groupId: room.group.id });
  return { room, meeting };
}

const typedIn = (c: Context): TypedPlan => {
  const { form } = c.var;
  return {
    heldOn: form.text("heldOn"),
    time: form.text("time"),
    joiningLink: form.text("joiningLink"),
    agenda: form.text("agenda"),
  };
};

function showPlan(c: Context, { group, frame }: Room, meeting: Meeting | null, typed: TypedPlan, errors: FieldErrors) {
  const { t } = frame.words;
  const { timeZone, slug } = group;
  const at =
    meeting === null
      ? { title: t("Call a meeting"), action: `/${slug}/meetings`, button: t("Call the meeting"), timeZone }
      : {
          title: meetingName(frame.words, meeting),
          action: `${meetingAddress(slug, meeting.handle)}/plan`,
          button: t("Save"),
          timeZone,
        };
  return show(c, planPage(frame, at, guardOf(c), typed, errors), Object.keys(errors).length > 0 ? 422 : 200);
}
