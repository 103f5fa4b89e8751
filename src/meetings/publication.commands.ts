import type { Actor } from "../access/actor.ts";
import { may } from "../access/may.ts";
import { lockGroup } from "../groups/group.queries.ts";
import type { Database } from "../platform/database/database.ts";
import { type Answer, once } from "../platform/journal/act.queries.ts";
import { listPastActs, writeJournal } from "../platform/journal/journal.queries.ts";
import { Conflict, Forbidden, NotFound } from "../platform/refusal.ts";
import { freezeEdition } from "../texts/edition.queries.ts";
import { setPublished } from "../texts/text.queries.ts";
import { mayRead, type Text } from "../texts/text.ts";
import { findMeetingAt, setMeeting } from "./meeting.queries.ts";
import type { Meeting } from "./meeting.ts";
import { mayPublish } from "./publication.queries.ts";

/** Days within which a publication can be taken back. Source: DESIGN §3, simple rules: corrections for seven days. */
export const WITHDRAWAL_DAYS = 7;

type At = { groupSlug: string; handle: string };
type Press = { key: string; path: string };
type Reported = { meeting: Meeting; text: Text };

/** Publishes a meeting's report: freezes an edition and shows it to everyone. Pressed again it changes nothing. */
export async function publishReport(db: Database, at: At, press: Press, by: Actor, now: Date): Promise<Answer> {
  const { meeting: seen } = await findReported(db, at, by);
  return once(db, { ...press, accountId: by.accountId ?? 0 }, now, async (trx) => {
    await lockGroup(trx, seen.groupId);
    const { meeting, text } = await findReported(trx, at, by);
    const answer = { location: text.address, said: "published" };
    if (text.publishedAt !== null) return answer;
    const edition = await freezeEdition(trx, text.id, { label: "published", note: null }, by, now);
    await setPublished(trx, text.id, now);
    await setMeeting(trx, { ...meeting, state: "published" });
    await writeJournal(trx, {
      kind: "report.published",
      groupId: meeting.groupId,
      subject: { kind: "text", id: text.id },
      accountId: by.accountId,
      at: now,
      after: { edition: edition.number, fingerprint: edition.fingerprint.toString("hex") },
    });
    return answer;
  });
}

/** Takes a publication back within seven days; the edition stays, and office holders see the report as before. */
export async function takeBackReport(db: Database, at: At, press: Press, by: Actor, now: Date): Promise<Answer> {
  const { meeting: seen } = await findReported(db, at, by);
  return once(db, { ...press, accountId: by.accountId ?? 0 }, now, async (trx) => {
    await lockGroup(trx, seen.groupId);
    const { meeting, text } = await findReported(trx, at, by);
    const answer = { location: text.address, said: "taken back" };
    if (text.publishedAt === null) return answer;
    if (!mayBeTakenBack(text, now))
      throw new Conflict(
        "This report was published more than seven days ago: correct it, and the correction is shown.",
      );
    await setPublished(trx, text.id, null);
    await setMeeting(trx, { ...meeting, state: "closed" });
    const subject = { kind: "text", id: text.id };
    const published = (await listPastActs(trx, subject)).find((act) => act.kind === "report.published");
    await writeJournal(trx, {
      kind: "report.taken-back",
      groupId: meeting.groupId,
      subject,
      accountId: by.accountId,
      at: now,
      ...(published !== undefined && { undoes: published.id }),
    });
    return answer;
  });
}

export const mayBeTakenBack = (text: Pick<Text, "publishedAt">, now: Date): boolean =>
  text.publishedAt !== null && now.getTime() - text.publishedAt.getTime() <= WITHDRAWAL_DAYS * 86_400_000;

/** The meeting and its report. Throws NotFound where this reader may not know of it, Forbidden where they may only read. */
async function findReported(db: Database, at: At, by: Actor): Promise<Reported> {
  const found = await findMeetingAt(db, at.groupSlug, at.handle);
  if (!found?.text || !mayRead(by, found.text)) throw new NotFound();
  const thing = { resource: "text", groupId: found.meeting.groupId } as const;
  if (!may(by, "change", thing))
    throw new Forbidden("Only who holds an office in the group publishes its reports and takes them back.");
  if (!(await mayPublish(db, found.meeting.groupId, by)))
    throw new Forbidden("In this group a co-chair publishes the reports and takes them back.");
  return { meeting: found.meeting, text: found.text };
}
