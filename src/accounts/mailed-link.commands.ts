import type { Actor } from "../access/actor.ts";
import { type Database, inTransaction } from "../platform/database/database.ts";
import type { Site } from "../platform/http/deps.ts";
import { queueMessage } from "../platform/mail/message-out.queries.ts";
import { Conflict } from "../platform/refusal.ts";
import { newSecret, secretHash } from "../platform/secret.ts";
import { isLocale, toSay, type Words, words } from "../ui/words.ts";
import { noteOnAccount, ownAccount } from "./account.commands.ts";
import { setAddress } from "./account.queries.ts";
import {
  addMailedLinks,
  addWish,
  type KnownWish,
  putAddressConfirmation,
  takeAddressConfirmation,
  takeWishes,
  useMailedLink,
} from "./mailed-link.queries.ts";
import { startSignIn } from "./sign-in.commands.ts";
import type { Stay } from "./stay.ts";

/** Source: issue 3, number 5. */
export const MAILED_LINK_MINUTES = 10;
const CONFIRMATION_MINUTES = 60;
const LINK_IS_OVER = toSay("This link was used already, or its time is over. Ask for a new one.");

/**
 * Notes that someone wishes a link at this address, and looks nothing up: what is done is the same for every address.
 * `browser` is the secret that marks the browser which asks.
 */
export const wishLink = (
  db: Database,
  wish: { address: string; locale: string; browser: string; stay: Stay },
  now: Date,
) => addWish(db, { ...wish, browserHash: secretHash("asking browser", wish.browser) }, now);

/** Sends a link to every address of these wishes that an account has. Returns how many were sent. */
export async function answerWishes(db: Database, site: Site, now: Date): Promise<number> {
  return inTransaction(db, async (trx) => {
    const wishes = await takeWishes(trx, now);
    const made = wishes.map((wish) => ({ wish, ...newSecret("mailed link") }));
    const endsAt = new Date(now.getTime() + MAILED_LINK_MINUTES * 60_000);
    await addMailedLinks(
      trx,
      made.map(({ wish, hash }) => ({ ...wish, hash })),
      endsAt,
    );
    for (const { wish, secret } of made)
      await queueMessage(trx, { ...linkMail(wish, secret, site), uselessAfter: endsAt }, now);
    return made.length;
  });
}

function linkMail(wish: KnownWish, secret: string, site: Site) {
  const { t } = words(isLocale(wish.locale) ? wish.locale : "en");
  return {
    kind: "sign-in link",
    groupId: null,
    accountId: wish.accountId,
    to: { name: wish.name, address: wish.address },
    subject: t("Your link"),
    text: [
      t("Someone, you we hope, asked for a link that signs you in at {site}:", { site: site.origin }),
      `${site.origin}/sign-in/mail?link=${secret}`,
      t("It works once, within ten minutes. If it was not you, do nothing: without this link nobody gets in."),
    ].join("\n\n"),
  };
}

/** Uses a mailed link up. Returns the secret of the sign-in. Throws Conflict where it was used already or is over. */
export async function signInByMail(db: Database, secret: string, stay: Stay, now: Date): Promise<string> {
  return inTransaction(db, async (trx) => {
    const accountId = await useMailedLink(trx, secretHash("mailed link", secret), now);
    if (accountId === undefined) throw new Conflict(LINK_IS_OVER);
    return startSignIn(trx, accountId, { way: "mail", stay }, now);
  });
}

/** Asks the owner of an address, by a mail to it, whether it shall be that of this account. */
export async function proposeAddress(
  trx: Database,
  address: string,
  site: Site,
  { t }: Words,
  by: Actor,
  now: Date,
): Promise<void> {
  const accountId = ownAccount(by);
  const { secret, hash } = newSecret("address confirmation");
  const endsAt = new Date(now.getTime() + CONFIRMATION_MINUTES * 60_000);
  await putAddressConfirmation(trx, accountId, address, hash, endsAt);
  await queueMessage(
    trx,
    {
      kind: "address confirmation",
      groupId: null,
      accountId,
      to: { name: by.name, address },
      subject: t("Your address"),
      text: [
        t("Someone, you we hope, gave this address for an account at {site}. Confirm it here, within an hour:", {
          site: site.origin,
        }),
        `${site.origin}/account/address/confirmation?link=${secret}`,
        t("If it was not you, do nothing: the address is not kept."),
      ].join("\n\n"),
      uselessAfter: endsAt,
    },
    now,
  );
}

/** Keeps the address that its owner confirmed. Throws Conflict where the link is over, or another account has the address. */
export async function confirmAddress(db: Database, secret: string, by: Actor, now: Date): Promise<void> {
  await inTransaction(db, async (trx) => {
    const confirmed = await takeAddressConfirmation(trx, secretHash("address confirmation", secret), now);
    if (!confirmed) throw new Conflict(LINK_IS_OVER);
    const { accountId, address } = confirmed;
    if (!(await setAddress(trx, accountId, address))) throw new Conflict("Another account here has this address.");
    await noteOnAccount(trx, accountId, { kind: "account.address-changed", after: address }, by, now);
  });
}
