import { type Context, Hono } from "hono";
import { insist } from "../access/may.ts";
import { findAddress } from "../accounts/account.queries.ts";
import { placeOfInstance } from "../groups/place.ts";
import { actOnce, errorsIn, told, toldOn } from "../groups/room.routes.ts";
import type { Deps } from "../platform/http/deps.ts";
import { guardOf } from "../platform/http/protection.ts";
import { listOwnDeadLetters } from "../platform/mail/dead-letter.queries.ts";
import { NotFound } from "../platform/refusal.ts";
import { secretHash } from "../platform/secret.ts";
import type { FieldErrors } from "../ui/form.ts";
import { show } from "../ui/show.ts";
import { toSay } from "../ui/words.ts";
import { changeWish, unsubscribe } from "./mail-wish.commands.ts";
import { mailWishPage, unsubscribePage } from "./mail-wish.pages.ts";
import { findUnsubscribeLink, findWish } from "./mail-wish.queries.ts";
import { NO_WISH, WishForm } from "./mail-wish.ts";

const TOLD = { "account.mail wish changed": toSay("Kept: it will be as you wish.") };

export function mailWishRoutes(deps: Deps): Hono {
  const app = new Hono();

  app.get("/mine/mail", async (c) => {
    if (c.var.actor.accountId === null) return c.redirect("/sign-in", 303);
    return showWish(c, deps, {}, 200);
  });

  app.post("/mine/mail", (c) => {
    insist(c.var.actor, "change", { resource: "account", groupId: null, own: c.var.actor.accountId !== null });
    const read = WishForm.safeParse(c.var.form.fields());
    if (!read.success) return showWish(c, deps, errorsIn(c, read.error), 422);
    const wish = { ...read.data, language: c.var.words.locale };
    return actOnce(c, deps, async (trx, now) => told("/mine/mail", await changeWish(trx, wish, c.var.actor, now)));
  });

  app.get("/mail/unsubscribe", async (c) => {
    const token = c.req.query("token") ?? "";
    if (!(await findUnsubscribeLink(deps.db, secretHash("unsubscribe", token)))) throw new NotFound();
    return show(c, unsubscribePage(frameOf(c, deps), token, false, guardOf(c)));
  });

  // RFC 8058: the mail program of the recipient posts this by itself, without cookie or sign-in.
  app.post("/mail/unsubscribe", async (c) => {
    const token = c.req.query("token") ?? "";
    await unsubscribe(deps.db, token, deps.now());
    return show(c, unsubscribePage(frameOf(c, deps), token, true, guardOf(c)));
  });

  return app;
}

async function showWish(c: Context, deps: Deps, errors: FieldErrors, status: 200 | 422): Promise<Response> {
  const { accountId } = c.var.actor;
  const [wish, address, dead] =
    accountId === null
      ? [NO_WISH, null, []]
      : await Promise.all([
          findWish(deps.db, accountId),
          findAddress(deps.db, accountId),
          listOwnDeadLetters(deps.db, accountId, 5),
        ]);
  const done = await toldOn(c, deps, TOLD, () => null);
  const typed = status === 422 ? { ...wish, quiet: c.var.form.text("quiet") === "yes" } : wish;
  const shown = { wish: typed, address, sendsMail: deps.site.sendsMail, dead, told: done, errors };
  return show(c, mailWishPage(frameOf(c, deps), shown, guardOf(c)), status);
}

const frameOf = (c: Context, { site }: Deps) => ({
  words: c.var.words,
  place: placeOfInstance(c.var.words, site.name, c.var.actor),
  path: c.req.path,
});
