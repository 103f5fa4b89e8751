import { personsWithAccount } from "../accounts/account.queries.ts";
import { namedAsOwners, ownersOfText } from "../actions/recorded.queries.ts";
import { personsWithStanding } from "../groups/group.queries.ts";
import { namedAtMeetings, namesOfMeeting } from "../meetings/recorded.queries.ts";
import { bodiesOfShown, withdrawNamed } from "../people/naming.queries.ts";
import type { Database } from "../platform/database/database.ts";
import { namedAsSpeakers, speakersOfText } from "./intervention.queries.ts";

export type Named = { persons: number[]; bodies: number[] };

/** Persons and bodies whom the record of one meeting names: as present, with a role, speaking, owning an action. */
export async function namesOfReport(db: Database, meetingId: number, textId: number): Promise<Named> {
  return union([await namesOfMeeting(db, meetingId), await ownersOfText(db, textId), await speakersOfText(db, textId)]);
}

/** Takes out of every list those of these persons and bodies whom nothing that is shown names any more. */
export async function withdrawUnnamed(trx: Database, among: Named, now: Date): Promise<void> {
  const still = union([
    await namedAtMeetings(trx, among),
    await namedAsOwners(trx, among),
    await namedAsSpeakers(trx, among),
    { persons: await personsWithStanding(trx, among.persons), bodies: [] },
    { persons: await personsWithAccount(trx, among.persons), bodies: [] },
  ]);
  await withdrawNamed(trx, { persons: without(among.persons, still.persons), bodies: [] }, now);
  const bodies = without(among.bodies, [...still.bodies, ...(await bodiesOfShown(trx, among.bodies))]);
  await withdrawNamed(trx, { persons: [], bodies }, now);
}

const without = (ids: readonly number[], kept: readonly number[]): number[] => {
  const keeping = new Set(kept);
  return ids.filter((id) => !keeping.has(id));
};

const union = (lists: readonly Named[]): Named => ({
  persons: [...new Set(lists.flatMap((one) => one.persons))],
  bodies: [...new Set(lists.flatMap((one) => one.bodies))],
});
