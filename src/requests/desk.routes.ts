import { type Context, Hono } from "hono";
import { may } from "../access/may.ts";
import { withoutSmallCells } from "../access/small-cells.ts";
import { actOnce, errorsIn, findRoom, type Room } from "../groups/room.routes.ts";
import { attendanceOf } from "../meetings/agenda.queries.ts";
import { answerCsv } from "../platform/http/csv.ts";
import type { Deps } from "../platform/http/deps.ts";
import { guardOf } from "../platform/http/protection.ts";
import { listPastActs } from "../platform/journal/journal.queries.ts";
import { NotFound } from "../platform/refusal.ts";
import type { FieldErrors } from "../ui/form.ts";
import { show } from "../ui/show.ts";
import { objectionPage } from "./asking.pages.ts";
import { instanceFrame, meetingOf } from "./asking.routes.ts";
import { deskPage, registered, registerPage } from "./desk.pages.ts";
import { acknowledge, decide, factsOf, object, withdrawGrant } from "./request.commands.ts";
import {
  countByState,
  findGrant,
  findRequest,
  listObjections,
  listRequests,
  listUndecided,
} from "./request.queries.ts";
import { type AccessRequest, Decision, isGrantValid, isOpen, Words } from "./request.ts";
import { tellAsker, tellConcerned, toTellByHand } from "./telling.commands.ts";

const IN_REGISTER = 200;
const ONE = "/:group/requests/:id{[1-9][0-9]{0,8}}";

/** The register, for anyone; each request with its answer, for who decides; the word of those concerned. */
export function requestDeskRoutes(deps: Deps): Hono {
  const { db, now } = deps;
  const app = new Hono();

  app.get("/:group/requests", async (c) => showRegister(c, deps, await findRoom(c, deps)));
  app.get("/:group/requests.csv", async (c) => {
    const { group, frame } = await findRoom(c, deps);
    const found = await listRequests(db, group.id, { limit: 10_000, offset: 0 });
    return answerCsv(
      c,
      `${group.slug}-requests`,
      [
        { head: "what", value: (one) => one.what },
        { head: "asked_in", value: (one) => one.month },
        { head: "outcome", value: (one) => one.outcome },
        { head: "working_days", value: (one) => one.days },
      ],
      found.map((one) => registered(frame.words, one)),
    );
  });

  app.get(ONE, async (c) => showDesk(c, deps, await findForDesk(c, deps), {}, 200));
  app.post(`${ONE}/acknowledgement`, async (c) => {
    const { room, one } = await findForDesk(c, deps);
    return actOnce(c, deps, async (trx, at) => {
      await acknowledge(trx, one.id, c.var.actor, at);
      await tellConcerned(trx, deps.site, one.id, at);
      return { location: `/${room.group.slug}/requests/${one.id}` };
    });
  });
  app.post(`${ONE}/decision`, async (c) => {
    const found = await findForDesk(c, deps);
    const read = Decision.safeParse(c.var.form.fields());
    if (!read.success) return showDesk(c, deps, found, errorsIn(c, read.error), 422);
    const entryIds = c.var.form.texts("entry").map(Number);
    return actOnce(c, deps, async (trx, at) => {
      await decide(trx, found.one.id, { ...read.data, entryIds }, c.var.actor, at);
      await tellAsker(trx, deps.site, found.one.id, at);
      return { location: `/${found.room.group.slug}/requests/${found.one.id}` };
    });
  });
  app.post(`${ONE}/grant-withdrawal`, async (c) => {
    const { room, one } = await findForDesk(c, deps);
    return actOnce(c, deps, async (trx, at) => {
      await withdrawGrant(trx, one.id, c.var.actor, at);
      return { location: `/${room.group.slug}/requests/${one.id}` };
    });
  });

  app.get("/request/:id{[1-9][0-9]{0,8}}/objection", async (c) => {
    const one = await findConcerning(c, deps);
    return showObjection(c, deps, one, {}, 200);
  });
  app.post("/request/:id{[1-9][0-9]{0,8}}/objection", async (c) => {
    const one = await findConcerning(c, deps);
    const read = Words.safeParse(c.var.form.fields());
    if (!read.success) return showObjection(c, deps, one, errorsIn(c, read.error), 422);
    const { href } = await meetingOf(c, deps, one);
    return actOnce(c, deps, async (trx, at) => {
      await object(trx, one.id, read.data.words, c.var.actor, at);
      return { location: href };
    });
  });

  async function showObjection(c: Context, deps: Deps, one: AccessRequest, errors: FieldErrors, status: 200 | 422) {
    const shown = { one, meeting: await meetingOf(c, deps, one), typed: c.var.form?.text("words") ?? "" };
    return show(c, objectionPage(instanceFrame(c, deps), shown, guardOf(c), errors), status);
  }

  /** The request, for a person whom its list names, while those concerned are heard; nobody else learns of it. */
  async function findConcerning(c: Context, { db }: Deps): Promise<AccessRequest> {
    const one = await findRequest(db, Number(c.req.param("id")));
    const { personId } = c.var.actor;
    if (!one || personId === null || one.state !== "hearing") throw new NotFound();
    const on = await attendanceOf(db, one.meetingId, "all").execute();
    const own = on.some((entry) => entry.personId === personId);
    if (!may(c.var.actor, "create", { resource: "request", field: "objection", groupId: one.groupId, own }))
      throw new NotFound();
    return one;
  }

  async function showRegister(c: Context, deps: Deps, { group, frame }: Room): Promise<Response> {
    if (!may(c.var.actor, "read", { resource: "request", field: "register", groupId: group.id })) throw new NotFound();
    const decides = may(c.var.actor, "read", { resource: "request", groupId: group.id });
    const [register, counts, waiting] = await Promise.all([
      listRequests(deps.db, group.id, { limit: IN_REGISTER, offset: 0 }),
      countByState(deps.db, group.id),
      decides ? listUndecided(deps.db, [group.id]) : null,
    ]);
    const shown = { at: `/${group.slug}/requests`, register, counts: withoutSmallCells(counts), waiting };
    return show(c, registerPage(frame, shown, now()));
  }

  return app;
}

type Found = { room: Room; one: AccessRequest };

/** Throws NotFound for who does not decide in this group: that there is a request is nobody else's business. */
async function findForDesk(c: Context, deps: Deps): Promise<Found> {
  const room = await findRoom(c, deps);
  const one = await findRequest(deps.db, Number(c.req.param("id")));
  if (one?.groupId !== room.group.id) throw new NotFound();
  if (!may(c.var.actor, "read", { resource: "request", groupId: room.group.id })) throw new NotFound();
  return { room, one };
}

async function showDesk(c: Context, deps: Deps, { room, one }: Found, errors: FieldErrors, status: 200 | 422) {
  const { db, now, site } = deps;
  const { actor, form } = c.var;
  const [list, objections, grant, acts, { thing }, meeting] = await Promise.all([
    one.what === "list" ? attendanceOf(db, one.meetingId, "all").execute() : [],
    listObjections(db, one.id),
    findGrant(db, one.id),
    listPastActs(db, { kind: "access request", id: one.id }),
    factsOf(db, one, actor, false, now()),
    meetingOf(c, deps, one),
  ]);
  const nameOf = (personId: number): string => list.find((entry) => entry.personId === personId)?.name ?? "";
  const byHand = await toTellByHand(db, site, one);
  const texts = [...new Set(byHand.map(({ text }) => text))];
  const shown = {
    ...{ at: `/${room.group.slug}/requests/${one.id}`, one, meeting, grant: grant ?? null, errors },
    entries: list.map((entry) => ({ ...entry, objects: objections.some((each) => each.personId === entry.personId) })),
    objections: objections.map(({ personId, words }) => ({ name: nameOf(personId), words })),
    views: acts.filter((act) => act.kind === "grant.viewed").map((act) => act.at),
    toCopy: texts.map((text) => ({
      text,
      to: byHand
        .filter((notice) => notice.text === text)
        .map(({ to }) => to.name)
        .join(", "),
    })),
    can: {
      acknowledge: one.state === "asked" && may(actor, "change", thing),
      decide: isOpen(one) && may(actor, "decide", thing),
      withdrawGrant:
        grant !== undefined &&
        isGrantValid(grant, now()) &&
        may(actor, "withdraw", { resource: "grant", groupId: one.groupId }),
    },
    typed: form?.fields() ?? {},
    chosen: form ? form.texts("entry") : null,
  };
  return show(
    c,
    deskPage(room.frame, shown, () => guardOf(c), now()),
    status,
  );
}
