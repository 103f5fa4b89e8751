import type { Database } from "../platform/database/database.ts";
import type { Site } from "../platform/http/deps.ts";
import { queueMessage } from "../platform/mail/message-out.queries.ts";
import type { Words } from "../ui/words.ts";
import type { Group } from "./group.ts";
import type { FreshInvitation } from "./invitation.ts";
import { type Letter, type Letters, letterOf, MOST_LETTERS } from "./invitation-letter.ts";

/** Sends what can be sent from here, in the transaction of the inviting, and gives back what somebody has to send. */
export async function sendOrShow(
  trx: Database,
  site: Site,
  words: Words,
  given: { group: Group; fresh: readonly FreshInvitation[]; from: { accountId: number | null; name: string } },
  now: Date,
): Promise<Letters> {
  const { group, fresh, from } = given;
  const letters = fresh.map((one) => letterOf(words, group, one, from.name, site.origin));
  const toCopy: Letter[] = [];
  for (const { id, to, subject, text } of letters) {
    if (!site.sendsMail || to.address === null) toCopy.push({ id, to, subject, text });
    else {
      const mail = { kind: "invitation", groupId: group.id, accountId: from.accountId, subject, text };
      await queueMessage(trx, { ...mail, to: { name: to.name, address: to.address } }, now);
    }
  }
  return { byMail: letters.length - toCopy.length, toCopy: toCopy.slice(0, MOST_LETTERS) };
}
