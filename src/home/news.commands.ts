import { findAddress } from "../accounts/account.queries.ts";
import { actorOfAccount } from "../accounts/sign-in.commands.ts";
import type { Database } from "../platform/database/database.ts";
import { lastSealedPosition } from "../platform/journal/journal-since.queries.ts";
import type { Composed, Composer } from "../platform/mail/delivery.commands.ts";
import { queueNotices } from "../platform/mail/message-out.queries.ts";
import { newSecret } from "../platform/secret.ts";
import { words } from "../ui/words.ts";
import { listChanges } from "./change.queries.ts";
import { addUnsubscribeLink, findKnownWish, listDueWishes, markTold } from "./mail-wish.queries.ts";
import { newsLetter } from "./news.ts";

export const NEWS = "news";
const MOST = 20;

/** Queues a mail to everyone who wishes one and may have something new; what is in it is found out when it is sent. */
export async function queueNews(db: Database, now: Date): Promise<void> {
  const position = await lastSealedPosition(db);
  await queueNotices(db, NEWS, await listDueWishes(db, position, now), now);
}

/** Writes the news of one account, as of this moment and with the rights of this moment. */
export const newsComposer =
  (origin: string): Composer =>
  async (db, accountId, now): Promise<Composed | null> => {
    const [wish, address, by] = await Promise.all([
      findKnownWish(db, accountId),
      findAddress(db, accountId),
      actorOfAccount(db, accountId, now),
    ]);
    if (!wish || wish.wish === "never" || address === null || !by) return null;
    const upTo = await lastSealedPosition(db);
    const today = now.toISOString().slice(0, 10);
    const changes = await listChanges(db, { after: wish.toldPosition, upTo }, by, MOST);
    const sent = (trx: Database) => markTold(trx, accountId, upTo, today);
    if (changes.length === 0) {
      await sent(db);
      return null;
    }
    // Kept before the mail goes out: whoever has the mail can use its link, whatever became of this process since.
    const { secret, hash } = newSecret("unsubscribe");
    await addUnsubscribeLink(db, accountId, NEWS, hash, today);
    const unsubscribeAt = `${origin}/mail/unsubscribe?token=${secret}`;
    const { subject, text } = newsLetter(words(wish.language), { name: by.name, changes, wish, origin, unsubscribeAt });
    const to = { name: wish.quiet ? "" : by.name, address };
    return { letter: { to, subject, text, unsubscribeAt }, sent };
  };
