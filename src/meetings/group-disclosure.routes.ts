import { type Context, Hono } from "hono";
import { z } from "zod";
import { ATTRIBUTIONS } from "../access/disclosure.ts";
import { insist } from "../access/may.ts";
import { placeOfInstance } from "../groups/place.ts";
import { actOnce, errorsIn, findRoom, type Room, told, toldOn } from "../groups/room.routes.ts";
import type { Deps } from "../platform/http/deps.ts";
import { guardOf } from "../platform/http/protection.ts";
import { readFields } from "../platform/http/read-fields.ts";
import { NotFound } from "../platform/refusal.ts";
import type { FieldErrors } from "../ui/form.ts";
import { show } from "../ui/show.ts";
import {
  chooseAttribution,
  chooseOwnName,
  setGroupDisclosure,
  undoGroupDisclosure,
} from "./group-disclosure.commands.ts";
import { DISCLOSURE_SENTENCES, groupDisclosurePage, ownNamesPage } from "./group-disclosure.pages.ts";
import { findGroupDisclosure, findOwnNames, listNamesGone, listPlanned } from "./group-disclosure.queries.ts";
import { GroupDisclosure } from "./group-disclosure.ts";

const AT = "/:group/disclosure";
const Chosen = z.object({ attribution: z.enum(ATTRIBUTIONS) });
const OwnName = z.object({
  meeting: z.preprocess((value) => (value === "" ? null : value), z.coerce.number().int().positive().nullable()),
  withheld: z.enum(["yes", "no"]),
});

/** What a group discloses, for who keeps it; and where one's own name stands. */
export function groupDisclosureRoutes(deps: Deps): Hono {
  const { db } = deps;
  const app = new Hono();

  app.get(AT, async (c) => {
    const room = await findKept(c, deps);
    const { namesForMonths, ...kept } = await findGroupDisclosure(db, room.group.id);
    return showDisclosure(c, deps, room, { ...kept, namesForMonths: String(namesForMonths ?? "") }, {}, 200);
  });
  app.post(AT, async (c) => {
    const room = await findKept(c, deps);
    const read = GroupDisclosure.safeParse(c.var.form.fields());
    if (!read.success) return showDisclosure(c, deps, room, c.var.form.fields(), errorsIn(c, read.error), 422);
    return actOnce(c, deps, async (trx, now) =>
      told(atOf(room), await setGroupDisclosure(trx, room.group.id, read.data, c.var.actor, now)),
    );
  });
  app.post(`${AT}/undoing/:line{[1-9]\\d{0,14}}`, async (c) => {
    const room = await findKept(c, deps);
    const line = Number(c.req.param("line"));
    return actOnce(c, deps, async (trx, now) =>
      told(atOf(room), await undoGroupDisclosure(trx, room.group.id, line, c.var.actor, now)),
    );
  });
  app.post(`${AT}/meetings/:id{[1-9][0-9]{0,8}}`, async (c) => {
    const room = await findKept(c, deps);
    const { attribution } = readFields(Chosen, c.var.form);
    const at = { groupId: room.group.id, meetingId: Number(c.req.param("id")) };
    return actOnce(c, deps, async (trx, now) => {
      await chooseAttribution(trx, at, attribution, c.var.actor, now);
      return { location: atOf(room) };
    });
  });

  app.get("/account/names", async (c) => {
    const { personId } = c.var.actor;
    if (personId === null) throw new NotFound();
    const { words, actor } = c.var;
    const frame = { words, place: placeOfInstance(words, deps.site.name, actor), path: c.req.path };
    return show(
      c,
      ownNamesPage(frame, await findOwnNames(db, personId), () => guardOf(c)),
    );
  });
  app.post("/account/names", async (c) => {
    insist(c.var.actor, "change", { resource: "person", groupId: null, own: c.var.actor.personId !== null });
    const { meeting, withheld } = readFields(OwnName, c.var.form);
    return actOnce(c, deps, async (trx, now) => {
      await chooseOwnName(trx, meeting, withheld, c.var.actor, now);
      return { location: "/account/names" };
    });
  });
  return app;
}

const atOf = ({ group }: Room): string => `/${group.slug}/disclosure`;

/** The group, for who keeps its settings. */
async function findKept(c: Context, deps: Deps): Promise<Room> {
  const room = await findRoom(c, deps);
  insist(c.var.actor, "change", { resource: "group", groupId: room.group.id });
  return room;
}

async function showDisclosure(
  c: Context,
  deps: Deps,
  room: Room,
  typed: Record<string, string>,
  errors: FieldErrors,
  status: 200 | 422,
): Promise<Response> {
  const at = atOf(room);
  const [planned, gone, done] = await Promise.all([
    listPlanned(deps.db, room.group.id),
    listNamesGone(deps.db, room.group.id),
    toldOn(c, deps, DISCLOSURE_SENTENCES, (line) => `${at}/undoing/${line}`),
  ]);
  const shown = { at, typed, planned, gone, told: done, errors };
  return show(
    c,
    groupDisclosurePage(room.frame, shown, () => guardOf(c)),
    status,
  );
}
