import assert from "node:assert/strict";
import { test } from "node:test";
import { appOn, type Visit } from "../../test/app.ts";
import { testDatabase } from "../../test/database.ts";
import { aFinding, aGroup, anAction, anAttendance, aReport, onlyMember } from "../../test/record.ts";
import { accountFor, inviteOfficeHolder } from "../accounts/sign-in.commands.ts";
import type { Group } from "../groups/group.ts";
import { addMeeting } from "../meetings/meeting.queries.ts";
import { findOrAddPerson } from "../people/person.queries.ts";
import { markDead, queueMessage } from "../platform/mail/message-out.queries.ts";

const { db } = await testDatabase();
const { as, get, post, at } = appOn(db);

const mine = async (who: Visit): Promise<string> => {
  const answer = await who.get("/mine");
  assert.equal(answer.status, 200);
  return answer.text();
};
const publish = (who: Visit, group: Group, number: number) =>
  who.post(`/${group.slug}/meetings/${number}/publication`, {});

test("a visitor is asked to sign in, and whoever signs in is led to their own page", async () => {
  const answer = await get("/mine");
  assert.equal(answer.status, 303);
  assert.equal(answer.headers.get("location"), "/sign-in");
  const link = await inviteOfficeHolder(db, await aGroup(db), "Amina Okello", at.now);
  assert.equal((await post("/sign-in", { link })).headers.get("location"), "/mine");
});

test("an empty page says what will stand here, also for an account that no person stands behind", async () => {
  const group = await aGroup(db);
  const amina = await as("Amina Okello", group);
  await db.updateTable("account").set({ person_id: null }).execute();
  assert.match(await mine(amina), /What waits for you, what you promised/);
});

test("drafts, findings and mail that came back wait for office holders of each group, and not for members", async () => {
  const [rivers, lakes] = [await aGroup(db), await aGroup(db, "Working Group on Lakes")];
  const amina = await as("Amina Okello", rivers);
  await as("Amina Okello", lakes);
  for (const group of [rivers, lakes])
    await aReport(db, group, { number: 7, heldOn: "2026-02-01", published: false }, []);
  const report = await aReport(db, rivers, { number: 6, heldOn: "2026-01-01", published: true }, []);
  await aFinding(db, report, "A date is missing");
  const to = { name: "B", address: "b@example.net" };
  await queueMessage(db, { kind: "x", groupId: lakes.id, accountId: null, to, subject: "S", text: "T" }, at.now);
  const { id } = await db.selectFrom("message_out").select("id").executeTakeFirstOrThrow();
  await markDead(db, id, "smtp 550", at.now);
  const page = await mine(amina);
  assert.match(page, new RegExp(`href="/${rivers.slug}/meetings/7">The report of meeting 7 to publish`));
  assert.match(page, new RegExp(`href="/${lakes.slug}/meetings/7"`));
  assert.match(page, new RegExp(`href="/${rivers.slug}/checks">1 thing that the checks found`));
  assert.match(page, new RegExp(`href="/${lakes.slug}/mail">1 mail could not be delivered`));
  for (const group of [rivers, lakes]) await onlyMember(db, group, "Amina Okello");
  assert.doesNotMatch(await mine(amina), /to publish|the checks found|could not be delivered/);
});

test("one's own open actions of all groups stand first by their day, those of others not", async () => {
  const [rivers, lakes] = [await aGroup(db), await aGroup(db, "Working Group on Lakes")];
  const amina = await as("Amina Okello", rivers);
  const { id: personId } = await findOrAddPerson(db, "Amina Okello", at.now);
  const owner = { words: "Amina", personId };
  const past = await aReport(db, lakes, { number: 3, heldOn: "2026-01-01", published: true }, []);
  const draft = await aReport(db, lakes, { number: 4, heldOn: "2026-02-01", published: false }, []);
  const here = await aReport(db, rivers, { number: 1, heldOn: "2026-02-01", published: true }, []);
  await anAction(db, rivers, here, { title: "Ask the museum", owner, dueOn: "2026-04-01" });
  await anAction(db, lakes, past, { title: "Mend the gauge", owner, dueOn: "2026-02-01" });
  await anAction(db, lakes, past, { title: "Write the letter", owner: { words: "Baraka" } });
  await anAction(db, lakes, draft, { title: "Secret of a draft", owner });
  const page = await mine(amina);
  assert.ok(page.indexOf("Mend the gauge") < page.indexOf("Ask the museum"), "overdue first");
  assert.match(page, /overdue/);
  assert.doesNotMatch(page, /Write the letter|Secret of a draft/);
});

test("the next meetings of one's groups stand there, and those one was at as far as the list is for one", async () => {
  const [rivers, lakes] = [await aGroup(db), await aGroup(db, "Working Group on Lakes")];
  const amina = await as("Amina Okello", rivers);
  const { id: personId } = await findOrAddPerson(db, "Amina Okello", at.now);
  const open = await aReport(db, lakes, { number: 31, heldOn: "2026-01-01", published: true, list: "public" }, []);
  const closed = await aReport(db, lakes, { number: 32, heldOn: "2026-01-02", published: true, list: "nobody" }, []);
  for (const report of [open, closed]) await anAttendance(db, report, { name: "Amina", personId });
  const { id: _, ...like } = open.meeting;
  for (const [group, number] of [
    [rivers, 41],
    [lakes, 42],
  ] as const) {
    const planned = { ...like, groupId: group.id, number, handle: `${number}`, state: "planned" as const };
    await addMeeting(db, { ...planned, heldOn: "2026-03-06", textId: null }, at.now);
  }
  const page = await mine(amina);
  assert.match(page, /Next meetings[\s\S]*Meeting 41/);
  assert.match(page, /You were there[\s\S]*Meeting 31/);
  assert.doesNotMatch(page, /Meeting 42|Meeting 32/);
});

test("what changed since the last visit is told with what its reader may read now", async () => {
  const group = await aGroup(db);
  const [amina, baraka] = [await as("Amina Okello", group), await as("Baraka Otieno", group)];
  await onlyMember(db, group, "Baraka Otieno");
  for (const number of [1, 2]) await aReport(db, group, { number, heldOn: "2026-03-01", published: false }, []);
  for (const number of [1, 2]) assert.equal((await publish(amina, group, number)).status, 303);
  assert.match(await mine(baraka), /<bdi>Report of meeting 1<\/bdi><\/a> was published\./);
  assert.doesNotMatch(await mine(amina), /was published/, "one's own acts are no news");
  await db.updateTable("text").set({ published_at: null }).where("title", "=", "Report of meeting 2").execute();
  assert.doesNotMatch(await mine(baraka), /Report of meeting 2/, "not readable any more: not told");
  at.now = new Date("2026-03-09T08:00:00Z");
  assert.match(await mine(baraka), /Report of meeting 1/);
  at.now = new Date("2026-03-11T08:00:00Z");
  assert.doesNotMatch(await mine(baraka), /Report of meeting 1/);
  at.now = new Date("2026-03-05T14:00:00Z");
});

test("whoever left a group is told nothing of it, and whoever never was in it neither", async () => {
  const group = await aGroup(db);
  const [amina, baraka] = [await as("Amina Okello", group), await as("Baraka Otieno", group)];
  const chen = await as("Chen Wei", await aGroup(db, "Working Group on Lakes"));
  await aReport(db, group, { number: 1, heldOn: "2026-03-01", published: false }, []);
  await publish(amina, group, 1);
  assert.match(await mine(baraka), /was published/);
  await onlyMember(db, group, "Baraka Otieno");
  await db.updateTable("membership").set({ until_on: "2026-03-01" }).execute();
  for (const one of [baraka, chen]) assert.doesNotMatch(await mine(one), /was published/);
});

test("of a visit the day is kept and nothing finer", async () => {
  const group = await aGroup(db);
  const amina = await as("Amina Okello", group);
  await mine(amina);
  await mine(amina);
  const kept = await db.selectFrom("own_page_visit").selectAll().execute();
  const account = await accountFor(db, await findOrAddPerson(db, "Amina Okello", at.now), at.now);
  assert.deepEqual(kept, [{ account_id: account, last_on: "2026-03-05", before_on: "2026-02-19" }]);
});
