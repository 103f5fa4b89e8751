import { type Context, Hono } from "hono";
import { may } from "../access/may.ts";
import { NewGroup } from "../groups/group.ts";
import { actOnce, errorsIn } from "../groups/room.routes.ts";
import { WrittenName } from "../people/written-name.ts";
import type { Deps } from "../platform/http/deps.ts";
import { guardOf } from "../platform/http/protection.ts";
import { Forbidden } from "../platform/refusal.ts";
import type { FieldErrors } from "../ui/form.ts";
import { show } from "../ui/show.ts";
import { makeGroup } from "./new-group.commands.ts";
import { newGroupPage } from "./new-group.pages.ts";
import { frameOfSignIn } from "./sign-in.routes.ts";

const AT = "/groups/new";
const ByPseudonym = NewGroup.extend({ yourName: WrittenName });

/** A second group, and any after it: for whoever is signed in. */
export function newGroupRoutes(deps: Deps): Hono {
  const app = new Hono();

  app.get(AT, async (c) => {
    if (c.var.actor.accountId === null) return c.redirect("/sign-in", 303);
    return showForm(c, deps);
  });

  app.post(AT, async (c) => {
    const { actor, form } = c.var;
    if (!may(actor, "create", { resource: "group", groupId: null })) throw new Forbidden("Sign in to do this.");
    const typed = { ...form.fields(), timeZone: form.text("timeZone") || undefined };
    const read = (actor.personId === null ? ByPseudonym : NewGroup).safeParse(typed);
    if (!read.success) return showForm(c, deps, errorsIn(c, read.error));
    const input = { yourName: "", ...read.data, isTest: form.text("isTest") !== "" };
    return actOnce(c, deps, async (trx, now) => ({ location: `/${(await makeGroup(trx, input, actor, now)).slug}` }));
  });

  return app;
}

function showForm(c: Context, deps: Deps, errors?: FieldErrors): Promise<Response> {
  const text = (name: string) => c.var.form?.text(name) ?? "";
  const typed = {
    name: text("name"),
    yourName: c.var.actor.personId === null ? text("yourName") : null,
    timeZone: errors ? text("timeZone") : "UTC",
    isTest: text("isTest") !== "",
  };
  return show(c, newGroupPage(frameOfSignIn(c, deps), guardOf(c), typed, errors), errors ? 422 : 200);
}
