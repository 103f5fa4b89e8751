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
import { setUp, signIn, signOut } from "./sign-in.commands.ts";
import { confirmPage, type Frame, setupPage, signInPage, type TypedSignIn } from "./sign-in.pages.ts";
import { lastEnd, type Stay } from "./stay.ts";

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
    return show(c, setupPage(frameOfSignIn(c, deps), secret, guardOf(c), { name: "", yourName: "", timeZone: "UTC" }));
  });

  app.post("/setup", async (c) => {
    const { form } = c.var;
    const read = Setup.safeParse({ ...form.fields(), timeZone: form.text("timeZone") || undefined });
    if (!read.success) {
      const typed = { name: form.text("name"), yourName: form.text("yourName"), timeZone: form.text("timeZone") };
      return show(
        c,
        setupPage(frameOfSignIn(c, deps), form.text("link"), guardOf(c), typed, errorsIn(c, read.error)),
        422,
      );
    }
    const made = await setUp(db, form.text("link"), read.data, now());
    keepStay(c, made.signIn, "kept", now());
    return c.redirect(`/${made.group.slug}`, 303);
  });

  app.get("/sign-in", async (c) => {
    const secret = c.req.query("link");
    if (secret === undefined) {
      if (c.var.actor.accountId !== null) return c.redirect("/account", 303);
      return showSignIn(c, deps);
    }
    const account = await findSignInLink(db, secretHash("sign-in link", secret), now());
    if (!account) throw new Conflict(LINK_IS_OVER);
    const link = { action: "/sign-in", secret, name: account.displayName };
    return show(c, confirmPage(frameOfSignIn(c, deps), link, guardOf(c)));
  });

  app.post("/sign-in", async (c) => {
    const stay = chosenStay(c);
    keepStay(c, await signIn(db, c.var.form.text("link"), now(), stay), stay, now());
    return c.redirect("/mine", 303);
  });

  app.post("/sign-out", async (c) => {
    const secret = signInSecret(c);
    if (secret !== null) await signOut(db, secret);
    forgetSignIn(c);
    return c.redirect("/", 303);
  });

  return app;
}

/** The page of all ways in, with what was typed where something was wrong with it. */
export const showSignIn = (c: Context, deps: Deps, typed?: TypedSignIn): Promise<Response> =>
  show(c, signInPage(frameOfSignIn(c, deps), deps.site.sendsMail, guardOf(c), typed), typed ? 422 : 200);

/** "This is not my device", as the form has it. */
export const chosenStay = (c: Context): Stay => (c.var.form.text("visit") === "" ? "kept" : "visit");

/** Leaves the browser its sign-in: for as long as one can last, or for this visit alone. */
export const keepStay = (c: Context, secret: string, stay: Stay, now: Date): void =>
  keepSignIn(c, secret, stay === "visit" ? null : lastEnd(stay, now));

export const frameOfSignIn = (c: Context, { site }: Deps): Frame => ({
  words: c.var.words,
  place: placeOfInstance(c.var.words, site.name, c.var.actor ?? visitor),
  path: c.req.path,
});
