import { accountsOfPersons, findAddress } from "../accounts/account.queries.ts";
import { findGroupById } from "../groups/group.queries.ts";
import { attendanceOf } from "../meetings/agenda.queries.ts";
import type { Database } from "../platform/database/database.ts";
import type { Site } from "../platform/http/deps.ts";
import { queueMessage } from "../platform/mail/message-out.queries.ts";
import { toSay, words } from "../ui/words.ts";
import { findRequest } from "./request.queries.ts";
import type { AccessRequest } from "./request.ts";

/** Something that somebody is to be told. `address` null: no mail reaches them, and it is told by hand. */
export type Notice = {
  kind: string;
  to: { name: string; address: string | null };
  accountId: number | null;
  subject: string;
  text: string;
};

/** Tells whoever asked what was decided, where there is an address and mail goes out. */
export async function tellAsker(trx: Database, site: Site, id: number, now: Date): Promise<void> {
  const one = await findRequest(trx, id);
  if (one) await send(trx, site, one, await noticesToAsker(trx, site, one), now);
}

/** Tells those whom the list names that they can object. */
export async function tellConcerned(trx: Database, site: Site, id: number, now: Date): Promise<void> {
  const one = await findRequest(trx, id);
  if (one) await send(trx, site, one, await noticesToConcerned(trx, site, one), now);
}

async function send(trx: Database, site: Site, one: AccessRequest, notices: readonly Notice[], now: Date) {
  if (!site.sendsMail) return;
  for (const { kind, to, accountId, subject, text } of notices)
    if (to.address !== null) {
      const mailTo = { name: to.name, address: to.address };
      await queueMessage(trx, { kind, groupId: one.groupId, accountId, to: mailTo, subject, text }, now);
    }
}

/** What is still to be told by hand: nobody is taken to be told by a mail that does not go out. */
export async function toTellByHand(db: Database, site: Site, one: AccessRequest): Promise<Notice[]> {
  const notices = [...(await noticesToAsker(db, site, one)), ...(await noticesToConcerned(db, site, one))];
  return notices.filter(({ to }) => !site.sendsMail || to.address === null);
}

const ANSWER = toSay(
  "Your request to {group} was answered. Open {address} to read the answer; your receipt or your account opens it.",
);

/** Nothing of what was asked stands in the mail. Whoever left no address looks with their receipt. */
async function noticesToAsker(db: Database, site: Site, one: AccessRequest): Promise<Notice[]> {
  if (one.decidedAt === null || (one.state !== "granted" && one.state !== "partly" && one.state !== "refused"))
    return [];
  const address = one.address ?? (one.accountId === null ? null : await findAddress(db, one.accountId));
  if (address === null && one.accountId === null) return [];
  const group = await findGroupById(db, one.groupId);
  const { t } = words(one.language);
  const text = t(ANSWER, { group: group?.name ?? "", address: `${site.origin}/request` });
  const to = { name: one.name, address };
  return [{ kind: "request answered", to, accountId: one.accountId, subject: t("Your request was answered"), text }];
}

const CONCERNED = toSay(
  "Somebody asks {group} for something that names you. Until {day} you can say what speaks against it, at {address}",
);
const MOST = 500;

async function noticesToConcerned(db: Database, site: Site, one: AccessRequest): Promise<Notice[]> {
  if (one.state !== "hearing" || one.hearingUntil === null) return [];
  const [list, group] = await Promise.all([
    attendanceOf(db, one.meetingId, "all").execute(),
    findGroupById(db, one.groupId),
  ]);
  const { t } = words("en");
  const day = one.hearingUntil.toISOString().slice(0, 10);
  const text = t(CONCERNED, { group: group?.name ?? "", day, address: `${site.origin}/request/${one.id}/objection` });
  const subject = t("You can object until {day}", { day });
  const notices: Notice[] = [];
  for (const entry of list.filter(({ standing }) => standing === "present").slice(0, MOST)) {
    const [accountId = null] = entry.personId === null ? [] : await accountsOfPersons(db, [entry.personId]);
    const address = accountId === null ? null : await findAddress(db, accountId);
    notices.push({ kind: "request concerns you", to: { name: entry.name, address }, accountId, subject, text });
  }
  return notices;
}
