import { timingSafeEqual } from "node:crypto";
import { type Context, Hono } from "hono";
import { z } from "zod";
import { errorsIn } from "../groups/room.routes.ts";
import { browserMark, markBrowser } from "../platform/http/cookies.ts";
import type { Deps } from "../platform/http/deps.ts";
import { type Allowance, countIn } from "../platform/http/limits.ts";
import { guardOf } from "../platform/http/protection.ts";
import { Conflict } from "../platform/refusal.ts";
import { newSecret, secretHash } from "../platform/secret.ts";
import { show } from "../ui/show.ts";
import { toSay } from "../ui/words.ts";
import { Address } from "./address.ts";
import { MAILED_LINK_MINUTES, signInByMail, wishLink } from "./mailed-link.commands.ts";
import { findMailedLink, type OpenMailedLink } from "./mailed-link.queries.ts";
import { confirmPage, wishNotedPage } from "./sign-in.pages.ts";
import { chosenStay, frameOfSignIn, keepStay, showSignIn } from "./sign-in.routes.ts";

const WishForm = z.object({ address: Address });
/** In ten minutes, before answers come a little slower. */
const WISHES: Allowance = { place: 60, second: 5, all: 600 };
const LINK_IS_OVER = toSay("This link was used already, or its time is over. Ask for a new one.");

/** An e-mailed link: asked for with an address, and good in the browser that asked or after a word of confirmation. */
export function mailedLinkRoutes(deps: Deps): Hono {
  const { db, now, site } = deps;
  const app = new Hono();

  app.post("/sign-in/wish", async (c) => {
    if (!site.sendsMail) throw new Conflict("Mail does not go out from here.");
    const read = WishForm.safeParse(c.var.form.fields());
    if (!read.success)
      return showSignIn(c, deps, { address: c.var.form.text("address"), errors: errorsIn(c, read.error) });
    await countIn(c, "link wish", WISHES, read.data.address);
    const browser = newSecret("asking browser").secret;
    const { locale } = c.var.words;
    await wishLink(db, { address: read.data.address, locale, browser, stay: chosenStay(c) }, now());
    markBrowser(c, browser, MAILED_LINK_MINUTES * 60);
    return c.redirect("/sign-in/sent", 303);
  });

  app.get("/sign-in/sent", (c) => show(c, wishNotedPage(frameOfSignIn(c, deps))));

  // A scanner that opens the link has no mark of the browser that asked: it sees a page, and nothing is used up.
  app.get("/sign-in/mail", async (c) => {
    const secret = c.req.query("link") ?? "";
    const link = await findMailedLink(db, secretHash("mailed link", secret), now());
    if (!link) throw new Conflict(LINK_IS_OVER);
    if (asked(c, link)) return enter(c, secret, link.stay);
    const note = c.var.words.t("It was asked for in another browser. Go on if you asked for it yourself.");
    const shown = { action: "/sign-in/mail", secret, name: link.name, note };
    return show(c, confirmPage(frameOfSignIn(c, deps), shown, guardOf(c)));
  });

  app.post("/sign-in/mail", (c) => enter(c, c.var.form.text("link"), chosenStay(c)));

  const enter = async (c: Context, secret: string, stay: OpenMailedLink["stay"]): Promise<Response> => {
    keepStay(c, await signInByMail(db, secret, stay, now()), stay, now());
    return c.redirect("/", 303);
  };

  return app;
}

/** Whether this is the browser that asked for the link. */
function asked(c: Context, { browserHash }: OpenMailedLink): boolean {
  const mark = browserMark(c);
  return mark !== null && timingSafeEqual(secretHash("asking browser", mark), browserHash);
}
