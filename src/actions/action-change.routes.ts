import { type Context, Hono } from "hono";
import type { z } from "zod";
import type { Actor } from "../access/actor.ts";
import { insist, may } from "../access/may.ts";
import { actOnce, errorsIn, findRoom, told } from "../groups/room.routes.ts";
import type { Database } from "../platform/database/database.ts";
import type { Deps } from "../platform/http/deps.ts";
import { NotFound } from "../platform/refusal.ts";
import {
  closeAction,
  dropAction,
  handOverAction,
  postponeAction,
  reopenAction,
  rewordAction,
  undoOnAction,
} from "./action.commands.ts";
import { findAction } from "./action.queries.ts";
import { showAction } from "./action.routes.ts";
import { type Action, Closure, Dropping, DueChange, OwnerChange, Rewording } from "./action.ts";

const AT = "/:group/actions/:number{[1-9][0-9]{0,8}}";

/** What can be done to an action: each a resource of its own, one press, and each can be taken back. */
export function actionChangeRoutes(deps: Deps): Hono {
  const app = new Hono();
  const on = changing(deps, app);

  on("closure", Closure, (trx, action, { evidence }, by, at) => closeAction(trx, action, evidence, by, at));
  on("dropping", Dropping, (trx, action, { why }, by, at) => dropAction(trx, action, why, by, at));
  on("reopening", Closure, (trx, action, _nothing, by, at) => reopenAction(trx, action, by, at));
  on("due-date", DueChange, (trx, action, due, by, at) => postponeAction(trx, action, due, by, at));
  on("owner", OwnerChange, (trx, action, { owners }, by, at) => handOverAction(trx, action, owners, by, at));
  on("wording", Rewording, (trx, action, wording, by, at) => rewordAction(trx, action, wording, by, at));

  app.post(`${AT}/undoing/:line{[1-9][0-9]{0,14}}`, async (c) => {
    const { group } = await findRoom(c, deps);
    const number = Number(c.req.param("number"));
    const thing = { resource: "action", groupId: group.id, published: false } as const;
    // One that was taken out again is there only for those who may bring it back.
    if (!may(c.var.actor, "change", thing) && !(await findAction(deps.db, group.id, number, c.var.actor)))
      throw new NotFound();
    return actOnce(c, deps, async (trx, at) => {
      const line = await undoOnAction(trx, { groupId: group.id, number }, Number(c.req.param("line")), c.var.actor, at);
      const stays = await findAction(trx, group.id, number, c.var.actor);
      return told(stays ? `/${group.slug}/actions/${number}` : `/${group.slug}/actions?of=${number}`, line);
    });
  });

  return app;
}

type Act<Input> = (trx: Database, action: Action, input: Input, by: Actor, now: Date) => Promise<number | null>;

/** One of the forms on an action's page: read by its schema, done once, told on the page it came from. */
const changing =
  (deps: Deps, app: Hono) =>
  <Schema extends z.ZodType>(resource: string, schema: Schema, act: Act<z.infer<Schema>>): void => {
    app.post(`${AT}/${resource}`, async (c: Context) => {
      const room = await findRoom(c, deps);
      const action = await findAction(deps.db, room.group.id, Number(c.req.param("number")), c.var.actor);
      if (!action) throw new NotFound();
      insist(c.var.actor, "change", { resource: "action", groupId: room.group.id, published: false });
      const typed = c.var.form.fields();
      const read = schema.safeParse(typed);
      if (!read.success) return showAction(c, deps, room, action, { errors: errorsIn(c, read.error), typed });
      return actOnce(c, deps, async (trx, at) => {
        const line = await act(trx, action, read.data, c.var.actor, at);
        const list = `/${room.group.slug}/actions`;
        return told(typed.back === "list" ? `${list}?of=${action.number}` : `${list}/${action.number}`, line);
      });
    });
  };
