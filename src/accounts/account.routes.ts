import { type Context, Hono } from "hono";
import { z } from "zod";
import { actOnce, errorsIn, told } from "../groups/room.routes.ts";
import { signInSecret } from "../platform/http/cookies.ts";
import type { Deps } from "../platform/http/deps.ts";
import { type Allowance, countIn } from "../platform/http/limits.ts";
import { guardOf } from "../platform/http/protection.ts";
import { listPastActs } from "../platform/journal/journal.queries.ts";
import { findOwnAct } from "../platform/journal/take-back.queries.ts";
import { Conflict } from "../platform/refusal.ts";
import { secretHash } from "../platform/secret.ts";
import type { FieldErrors } from "../ui/form.ts";
import type { Fill } from "../ui/html.ts";
import { notice } from "../ui/parts.ts";
import { show } from "../ui/show.ts";
import { toSay } from "../ui/words.ts";
import { changeAddress, endOwnOtherSignIns, endOwnSignIn, ownAccount } from "./account.commands.ts";
import { accountPage, addressProposedPage, confirmAddressPage, type ShownAccount } from "./account.pages.ts";
import { accountNames, findAddress } from "./account.queries.ts";
import { Address } from "./address.ts";
import { confirmAddress, proposeAddress } from "./mailed-link.commands.ts";
import { findAddressConfirmation } from "./mailed-link.queries.ts";
import { codeMadeOn } from "./participation-code.queries.ts";
import { listPasskeys } from "./passkey.queries.ts";
import { asksForPasskey } from "./sign-in.commands.ts";
import { listSignIns } from "./sign-in.queries.ts";
import { frameOfSignIn } from "./sign-in.routes.ts";

const TOLD: Record<string, string> = {
  "account.address-changed": toSay("The address is kept as you wish."),
  "account.code-given-up": toSay("There is no participation code any more."),
  "account.sign-ins-ended": toSay("Done: whoever was signed in there is not any more."),
};
const HANDLE = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";
const LINK_IS_OVER = toSay("This link was used already, or its time is over. Ask for a new one.");
/** In ten minutes, before answers come a little slower. */
const ADDRESSES: Allowance = { place: 60, second: 5, all: 600 };
const AddressForm = z.object({ address: Address });

export function accountRoutes(deps: Deps): Hono {
  const app = new Hono();

  app.get("/account", async (c) => {
    if (c.var.actor.accountId === null) return c.redirect("/sign-in", 303);
    return showAccount(c, deps);
  });

  app.post("/account/address", async (c) => {
    ownAccount(c.var.actor);
    const read = AddressForm.safeParse(c.var.form.fields());
    if (!read.success)
      return showAccount(c, deps, { address: c.var.form.text("address"), errors: errorsIn(c, read.error) });
    const { address } = read.data;
    if (!deps.site.sendsMail)
      return actOnce(c, deps, async (trx, at) => told("/account", await changeAddress(trx, address, c.var.actor, at)));
    await countIn(c, "address", ADDRESSES, String(c.var.actor.accountId));
    return actOnce(c, deps, async (trx, at) => {
      await proposeAddress(trx, address, deps.site, c.var.words, c.var.actor, at);
      return { location: "/account/address/sent" };
    });
  });

  app.get("/account/address/sent", async (c) => {
    if (c.var.actor.accountId === null) return c.redirect("/sign-in", 303);
    return show(c, addressProposedPage(frameOfSignIn(c, deps)));
  });

  // The mail may be opened on another device than the account's: the link alone is the right, and shows whose it is.
  app.get("/account/address/confirmation", async (c) => {
    const secret = c.req.query("link") ?? "";
    const found = await findAddressConfirmation(deps.db, secretHash("address confirmation", secret), deps.now());
    if (!found) throw new Conflict(LINK_IS_OVER);
    const name = (await accountNames(deps.db, [found.accountId])).get(found.accountId) ?? "";
    return show(c, confirmAddressPage(frameOfSignIn(c, deps), { secret, name, address: found.address }, guardOf(c)));
  });

  app.post("/account/address/confirmation", async (c) => {
    await confirmAddress(deps.db, c.var.form.text("link"), c.var.actor, deps.now());
    return c.redirect(c.var.actor.accountId === null ? "/sign-in" : "/account", 303);
  });

  app.post("/account/address/removal", (c) =>
    actOnce(c, deps, async (trx, at) => told("/account", await changeAddress(trx, null, c.var.actor, at))),
  );

  app.post(`/account/sign-ins/:handle{${HANDLE}}/end`, (c) =>
    actOnce(c, deps, async (trx, at) =>
      told("/account", await endOwnSignIn(trx, c.req.param("handle"), c.var.actor, at)),
    ),
  );

  app.post("/account/sign-ins/end", (c) =>
    actOnce(c, deps, async (trx, at) =>
      told("/account", await endOwnOtherSignIns(trx, signInSecret(c) ?? "", c.var.actor, at)),
    ),
  );

  return app;
}

async function showAccount(c: Context, deps: Deps, typed?: { address: string; errors: FieldErrors }) {
  const account = await shownAccount(c, deps);
  const done = await toldHere(c, deps);
  return show(c, accountPage(frameOfSignIn(c, deps), account, guardOf(c), done, typed), typed ? 422 : 200);
}

/** What the address says was just done. None of it is taken back by a press: it is done anew. */
async function toldHere(c: Context, { db }: Deps): Promise<Fill> {
  const line = c.req.query("did") ?? "";
  if (!/^[1-9]\d{0,14}$/.test(line)) return null;
  const act = await findOwnAct(db, ownAccount(c.var.actor), Number(line));
  const sentence = act && TOLD[act.kind];
  return sentence ? notice(c.var.words.t(sentence)) : null;
}

async function shownAccount(c: Context, { db, now, site }: Deps): Promise<ShownAccount> {
  const { actor } = c.var;
  const accountId = ownAccount(actor);
  return {
    name: actor.name,
    isPseudonym: actor.personId === null,
    address: await findAddress(db, accountId),
    sendsMail: site.sendsMail,
    passkeys: (await listPasskeys(db, accountId)).length,
    asksForPasskey: await asksForPasskey(db, actor.standing),
    codeMadeOn: await codeMadeOn(db, accountId),
    madeByOthers: await madeByOthers(db, accountId),
    signIns: await listSignIns(db, accountId, secretHash("sign-in", signInSecret(c) ?? ""), now()),
  };
}

const MADE: readonly string[] = ["account.code-made", "account.link-made"];

/** The latest ways in that someone else made for this account. */
async function madeByOthers(db: Deps["db"], accountId: number): Promise<ShownAccount["madeByOthers"]> {
  const acts = await listPastActs(db, { kind: "account", id: accountId });
  const made = acts.filter((act) => MADE.includes(act.kind) && act.accountId !== accountId).slice(0, 5);
  const names = await accountNames(
    db,
    made.flatMap((act) => act.accountId ?? []),
  );
  return made.map(({ at, kind, accountId: by }) => ({ at, kind, name: by === null ? null : (names.get(by) ?? null) }));
}
