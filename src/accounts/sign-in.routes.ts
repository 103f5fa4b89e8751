import { type Context, Hono } from "hono";
import { visitor } from "../access/actor.ts";
import { NewGroup } from "../groups/group.ts";
import { placeOfInstance } from "../groups/place.ts";
import { errorsIn } from "../groups/room.routes.ts";
import { WrittenName } from "../people/written-name.ts";
import { forgetSignIn, keepSignIn, signInSecret } from "../platform/http/cookies.ts";
import type { Deps } from "../platform/http/deps.ts";
import { guardOf } from "../platform/http/protection.ts";
import { Conflict } from "../platform/refusal.ts";
import { secretHash } from "../platform/secret.ts";
import { show } from "../ui/show.ts";
import { toSay } from "../ui/words.ts";
import { findSignInLink, isSetupLinkOpen } from "./account.queries.ts";
import { SIGN_IN_DAYS, setUp, signIn, signOut } from "./sign-in.commands.ts";
import { confirmPage, type Frame, setupPage, signInPage } from "./sign-in.pages.ts";

const Setup = NewGroup.extend({
  yourName: WrittenName,
});

const LINK_IS_OVER = toSay("This link was used already, or its time is over. Ask for a new one.");

export function signInRoutes(deps: Deps): Hono {
  const { db, now } = deps;
  const app = new Hono();

  app.get("/setup", async (c) => {
    const secret = c.req.query("link") ?? "";
    if (!(await isSetupLinkOpen(db, secretHash("setup link", secret), now()))) throw new Conflict(LINK_IS_OVER);
    return show(c, setupPage(frameOf(c, deps), secret, guardOf(c), { name: "", yourName: "", timeZone: "UTC" }));
  });

  app.post("/setup", async (c) => {
    const { form } = c.var;
    const read = Setup.safeParse({ ...form.fields(), timeZone: form.text("timeZone") || undefined });
    if (!read.success) {
      const typed = { name: form.text("name"), yourName: form.text("yourName"), timeZone: form.text("timeZone") };
      return show(c, setupPage(frameOf(c, deps), form.text("link"), guardOf(c), typed, errorsIn(c, read.error)), 422);
    }
    const made = await setUp(db, form.text("link"), read.data, now());
    keepSignIn(c, made.signIn, endOf(now()));
    return c.redirect(`/${made.group.slug}`, 303);
  });

  app.get("/sign-in", async (c) => {
    const secret = c.req.query("link");
    if (secret === undefined)
      return show(
        c,
        signInPage(frameOf(c, deps), c.var.actor.accountId === null ? null : c.var.actor.name, guardOf(c)),
      );
    const account = await findSignInLink(db, secretHash("sign-in link", secret), now());
    if (!account) throw new Conflict(LINK_IS_OVER);
    return show(c, confirmPage(frameOf(c, deps), secret, account.displayName, guardOf(c)));
  });

  app.post("/sign-in", async (c) => {
    keepSignIn(c, await signIn(db, c.var.form.text("link"), now()), endOf(now()));
    return c.redirect("/", 303);
  });

  app.post("/sign-out", async (c) => {
    const secret = signInSecret(c);
    if (secret !== null) await signOut(db, secret);
    forgetSignIn(c);
    return c.redirect("/", 303);
  });

  return app;
}

const endOf = (now: Date): Date => new Date(now.getTime() + SIGN_IN_DAYS * 86_400_000);

const frameOf = (c: Context, { site }: Deps): Frame => ({
  words: c.var.words,
  place: placeOfInstance(c.var.words, site.name, c.var.actor ?? visitor),
  path: c.req.path,
});
