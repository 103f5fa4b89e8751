import { type Context, Hono } from "hono";
import { may } from "../access/may.ts";
import { actOnce, findRoom, type Room } from "../groups/room.routes.ts";
import type { Deps } from "../platform/http/deps.ts";
import { guardOf } from "../platform/http/protection.ts";
import { Forbidden } from "../platform/refusal.ts";
import type { FieldErrors } from "../ui/form.ts";
import { show } from "../ui/show.ts";
import { askDeletion, goesAtOnce, keepGroup, WAIT_DAYS } from "./group-deletion.commands.ts";
import { groupDeletionPage } from "./group-deletion.pages.ts";

const AT = "/:group/deletion";

/** The end of a group, and the way back until then. */
export function groupDeletionRoutes(deps: Deps): Hono {
  const app = new Hono();

  app.get(AT, async (c) => showDeletion(c, deps, await findOwnRoom(c, deps), ""));

  app.post(AT, async (c) => {
    const room = await findOwnRoom(c, deps);
    const { group } = room;
    const typed = c.var.form.text("name");
    const wrong = { name: c.var.words.t("This is not the name of the group.") };
    if (typed.trim() !== group.name) return showDeletion(c, deps, room, typed, wrong);
    return actOnce(c, deps, async (trx, now) => ({
      location: (await askDeletion(trx, group.id, c.var.actor, now)) ? "/" : `/${group.slug}`,
    }));
  });

  app.post(`${AT}/keeping`, async (c) => {
    const { group } = await findOwnRoom(c, deps);
    return actOnce(c, deps, async (trx, now) => {
      await keepGroup(trx, group.id, c.var.actor, now);
      return { location: `/${group.slug}` };
    });
  });

  return app;
}

async function findOwnRoom(c: Context, deps: Deps): Promise<Room> {
  const room = await findRoom(c, deps);
  if (!may(c.var.actor, "erase", { resource: "group", groupId: room.group.id }))
    throw new Forbidden("Only a co-chair deletes the group.");
  return room;
}

async function showDeletion(c: Context, { db }: Deps, { group, frame }: Room, typed: string, errors?: FieldErrors) {
  const when = { atOnce: await goesAtOnce(db, group), waitDays: WAIT_DAYS };
  return show(c, groupDeletionPage(frame, group, when, guardOf(c), typed, errors), errors ? 422 : 200);
}
