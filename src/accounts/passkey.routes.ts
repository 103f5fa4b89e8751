import { readFileSync } from "node:fs";
import { type Context, Hono } from "hono";
import { actOnce, told } from "../groups/room.routes.ts";
import { answer } from "../platform/http/answer.ts";
import type { Deps } from "../platform/http/deps.ts";
import { type Allowance, countIn } from "../platform/http/limits.ts";
import { guardOf } from "../platform/http/protection.ts";
import { show } from "../ui/show.ts";
import { ownAccount } from "./account.commands.ts";
import { askForNewPasskey, askForPasskey, keepPasskey, signInByPasskey, takePasskeyAway } from "./passkey.commands.ts";
import { PASSKEY_SCRIPT, passkeySignInPage, passkeysPage } from "./passkey.pages.ts";
import { listPasskeys } from "./passkey.queries.ts";
import { chosenStay, frameOfSignIn, keepStay } from "./sign-in.routes.ts";

const SCRIPT = readFileSync(new URL("../../client/passkey.js", import.meta.url), "utf8");
/** In ten minutes, before answers come a little slower. */
const QUESTIONS: Allowance = { place: 120, all: 3_000 };

export function passkeyRoutes(deps: Deps): Hono {
  const { db, now, site } = deps;
  const app = new Hono();

  app.get(PASSKEY_SCRIPT, (c) => answer(c, SCRIPT, "text/javascript"));

  app.get("/sign-in/passkey", async (c) => {
    await countIn(c, "passkey", QUESTIONS);
    return showSignIn(c, deps, false);
  });

  app.post("/sign-in/passkey", async (c) => {
    await countIn(c, "passkey", QUESTIONS);
    const stay = chosenStay(c);
    const secret = await signInByPasskey(db, c.var.form.text("answer"), stay, site, now());
    if (secret === undefined) return showSignIn(c, deps, true);
    keepStay(c, secret, stay, now());
    return c.redirect("/", 303);
  });

  app.get("/account/passkeys", async (c) => {
    if (c.var.actor.accountId === null) return c.redirect("/sign-in", 303);
    return showPasskeys(c, deps, false);
  });

  app.post("/account/passkeys", async (c) => {
    const kept = await keepPasskey(db, c.var.form.text("answer"), site, c.var.actor, now());
    return kept ? c.redirect("/account/passkeys", 303) : showPasskeys(c, deps, true);
  });

  app.post("/account/passkeys/:id{[1-9][0-9]{0,8}}/removal", (c) =>
    actOnce(c, deps, async (trx, at) =>
      told("/account/passkeys", await takePasskeyAway(trx, Number(c.req.param("id")), c.var.actor, at)),
    ),
  );

  return app;
}

async function showSignIn(c: Context, { db, now, site }: Deps, failed: boolean): Promise<Response> {
  c.set("hasScript", true);
  const asked = { question: await askForPasskey(db, site, now()), failed };
  return show(c, passkeySignInPage(frameOfSignIn(c, { db, now, site }), asked, guardOf(c)), failed ? 422 : 200);
}

async function showPasskeys(c: Context, deps: Deps, failed: boolean): Promise<Response> {
  const { db, now, site } = deps;
  const { actor } = c.var;
  const keys = await listPasskeys(db, ownAccount(actor));
  c.set("hasScript", true);
  const asked = { question: await askForNewPasskey(db, site, actor, now()), failed };
  return show(c, passkeysPage(frameOfSignIn(c, deps), keys, asked, guardOf(c)), failed ? 422 : 200);
}
