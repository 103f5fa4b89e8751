import { Hono } from "hono";
import { actOnce, told } from "../groups/room.routes.ts";
import { signInSecret } from "../platform/http/cookies.ts";
import type { Deps } from "../platform/http/deps.ts";
import { type Allowance, countIn } from "../platform/http/limits.ts";
import { guardOf } from "../platform/http/protection.ts";
import { show } from "../ui/show.ts";
import type { Words } from "../ui/words.ts";
import { ownAccount } from "./account.commands.ts";
import { codeSeed, giveUpOwnCode, renewOwnCode, signInByCode } from "./participation-code.commands.ts";
import { codePage, shownCodePage } from "./participation-code.pages.ts";
import { codeMadeOn } from "./participation-code.queries.ts";
import { CODE_LENGTH, readTypedCode } from "./participation-code.ts";
import { chosenStay, frameOfSignIn, keepStay, showSignIn } from "./sign-in.routes.ts";

/** In ten minutes, before answers come a little slower. Nobody guesses 94 bits; this is for the machine's sake. */
const TRIES: Allowance = { place: 120, all: 3_000 };

export function participationCodeRoutes(deps: Deps): Hono {
  const { db, now, site } = deps;
  const app = new Hono();

  app.post("/sign-in/code", async (c) => {
    const code = c.var.form.text("code").slice(0, 200);
    const again = (message: string) => showSignIn(c, deps, { code, errors: { code: message } });
    const typed = readTypedCode(code);
    if (typed.kind !== "code") return again(mistakeIn(typed, c.var.words));
    await countIn(c, "code", TRIES);
    const stay = chosenStay(c);
    const secret = await signInByCode(db, typed.code, stay, now());
    if (secret === undefined)
      return again(c.var.words.t("This code lets nobody in. Perhaps a new one was made since."));
    keepStay(c, secret, stay, now());
    return c.redirect("/", 303);
  });

  app.get("/account/code", async (c) => {
    if (c.var.actor.accountId === null) return c.redirect("/sign-in", 303);
    return show(c, codePage(frameOfSignIn(c, deps), await codeMadeOn(db, ownAccount(c.var.actor)), guardOf(c)));
  });

  // The code is in the answer itself: led on from here, it would have to be kept somewhere to be shown there.
  app.post("/account/code", async (c) => {
    const code = await renewOwnCode(db, codeSeed(signInSecret(c) ?? "", c.var.form.key), c.var.actor, now());
    const shown = { code, name: c.var.actor.name, origin: site.origin, back: "/account" };
    return show(c, shownCodePage(frameOfSignIn(c, deps), shown));
  });

  app.post("/account/code/removal", (c) =>
    actOnce(c, deps, async (trx, at) => told("/account", await giveUpOwnCode(trx, c.var.actor, at))),
  );

  return app;
}

/** What is wrong with a code is seen without a look into the database. */
const mistakeIn = (typed: Exclude<ReturnType<typeof readTypedCode>, { kind: "code" }>, { t }: Words): string =>
  typed.kind === "length"
    ? t("A code has {length} letters and digits; these are {count}.", { length: CODE_LENGTH, count: typed.count })
    : t("There is a typing error in this code: a letter or digit is wrong, or two have changed places.");
