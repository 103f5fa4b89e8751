import { type Context, Hono } from "hono";
import { may } from "../access/may.ts";
import { actOnce, findRoom, told, toldOn } from "../groups/room.routes.ts";
import type { Deps } from "../platform/http/deps.ts";
import { guardOf } from "../platform/http/protection.ts";
import { listDeadLetters } from "../platform/mail/dead-letter.queries.ts";
import { NotFound } from "../platform/refusal.ts";
import { show } from "../ui/show.ts";
import { toSay } from "../ui/words.ts";
import { tellOtherwise, tryAgain, undoTelling } from "./dead-letter.commands.ts";
import { deadLettersPage } from "./dead-letter.pages.ts";

const MOST = 50;
const TOLD = {
  "message.tried again": toSay("The mail is on its way again."),
  "message.told otherwise": toSay("It is off the list."),
  "message.undone": toSay("It is on the list again."),
};

/** What could not be delivered, for those who keep the group's people; nobody else learns that there is such a page. */
export function deadLetterRoutes(deps: Deps): Hono {
  const app = new Hono();
  const AT = "/:group/mail/:id{[1-9][0-9]{0,8}}";

  app.get("/:group/mail", async (c) => {
    const { group, frame } = await findMailRoom(c, deps);
    const letters = await listDeadLetters(deps.db, group.id, MOST);
    const of = /^[1-9]\d{0,8}$/.exec(c.req.query("of") ?? "")?.[0] ?? "0";
    const undoAt = (line: number, kind: string) =>
      kind === "message.tried again" ? null : `/${group.slug}/mail/${of}/undoing/${line}`;
    const done = await toldOn(c, deps, TOLD, undoAt);
    return show(c, deadLettersPage(frame, group.slug, letters, guardOf(c), done, deps.site.sendsMail));
  });

  app.post(`${AT}/another-try`, async (c) => {
    const { group } = await findMailRoom(c, deps);
    const at = { groupId: group.id, id: idOf(c) };
    return actOnce(c, deps, async (trx, now) => {
      return told(`/${group.slug}/mail?of=${at.id}`, await tryAgain(trx, at, c.var.actor, now));
    });
  });

  app.post(`${AT}/told-otherwise`, async (c) => {
    const { group } = await findMailRoom(c, deps);
    const at = { groupId: group.id, id: idOf(c) };
    return actOnce(c, deps, async (trx, now) =>
      told(`/${group.slug}/mail?of=${at.id}`, await tellOtherwise(trx, at, c.var.actor, now)),
    );
  });

  app.post(`${AT}/undoing/:line{[1-9][0-9]{0,14}}`, async (c) => {
    const { group } = await findMailRoom(c, deps);
    const at = { groupId: group.id, id: idOf(c) };
    return actOnce(c, deps, async (trx, now) => {
      const line = await undoTelling(trx, at, Number(c.req.param("line")), c.var.actor, now);
      return told(`/${group.slug}/mail?of=${at.id}`, line);
    });
  });
  return app;
}

const idOf = (c: Context): number => Number(c.req.param("id"));

async function findMailRoom(c: Context, deps: Deps) {
  const room = await findRoom(c, deps);
  if (!may(c.var.actor, "read", { resource: "mail", groupId: room.group.id })) throw new NotFound();
  return room;
}
