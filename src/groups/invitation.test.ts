import assert from "node:assert/strict";
import { test } from "node:test";
import { appOn } from "../../test/app.ts";
import { testDatabase } from "../../test/database.ts";
import { aGroup, onlyMember } from "../../test/record.ts";
import { addAccount } from "../accounts/account.queries.ts";
import { startSignIn } from "../accounts/sign-in.commands.ts";
import { findOrAddPerson } from "../people/person.queries.ts";
import { addMember } from "./group.queries.ts";

const { db } = await testDatabase();
const { as, at, get, post, visitWith } = appOn(db);
const textOf = async (answer: Promise<Response> | Response): Promise<string> => (await answer).text();
const linksIn = (page: string): string[] => [...new Set(page.match(/(?<=\/invitation\?link=)[\w-]{32}/g) ?? [])];

async function invited(list: string) {
  const group = await aGroup(db);
  const chair = await as("Amina Okello", group);
  const page = await textOf(chair.post(`/${group.slug}/members/invitations`, { list }));
  return { group, chair, page, links: linksIn(page), members: `/${group.slug}/members` };
}
const signInFrom = (answer: Response): string =>
  /__Host-baraza=([\w-]+)/.exec(answer.headers.get("set-cookie") ?? "")?.[1] ?? "";

test("who is invited opens the link, presses once, and is a member who is signed in", async () => {
  const { group, page, links, members } = await invited("Ben Ode <ben@example.net>\nChen Li");
  assert.equal(links.length, 2);
  assert.match(page, /2 people are invited/);
  assert.match(page, /nobody has been told yet/);
  for (const _ of [1, 2]) assert.match(await textOf(get(`/invitation?link=${links[0]}`)), /Amina Okello.*invites you/);
  const joined = await post("/invitation", { link: links[0] ?? "", yourName: "Ben Ode" });
  assert.deepEqual([joined.status, joined.headers.get("location")], [303, `/${group.slug}`]);
  const ben = visitWith(signInFrom(joined));
  assert.match(await textOf(ben.get(members)), /Ben Ode.*since/s);
  assert.equal((await post("/invitation", { link: links[0] ?? "", yourName: "Ben Ode" })).status, 409);
  const kept = await db
    .selectFrom("invitation")
    .select(["name", "address"])
    .where("joined_at", "is not", null)
    .execute();
  assert.deepEqual(kept, [{ name: null, address: null }]);
});

test("a link used twice at once makes one member", async () => {
  const { group, links } = await invited("Ben Ode");
  const presses = [1, 2, 3, 4].map(() => post("/invitation", { link: links[0] ?? "", yourName: "Ben Ode" }));
  assert.deepEqual((await Promise.all(presses)).map(({ status }) => status).sort(), [303, 409, 409, 409]);
  const members = await db.selectFrom("membership").select("id").where("group_id", "=", group.id).execute();
  assert.equal(members.length, 2);
});

test("two who join at once under one name, or for one member, never become one person", async () => {
  const { group, chair, links, members } = await invited("First of two\nSecond of two");
  await findOrAddPerson(db, "Ben Ode", at.now);
  const joins = await Promise.all(links.map((link) => post("/invitation", { link, yourName: "Ben Ode" })));
  assert.deepEqual(
    joins.map(({ status }) => status),
    [303, 303],
  );
  const member = await findOrAddPerson(db, "Chen Li", at.now);
  await addMember(db, group.id, member.id, "2026-01-01");
  const at2 = await db
    .selectFrom("membership")
    .select("id")
    .where("person_id", "=", member.id)
    .executeTakeFirstOrThrow();
  const [link = ""] = linksIn(await textOf(chair.post(`${members}/${at2.id}/invitation`, {})));
  await Promise.all([
    post("/invitation", { link, yourName: "Chen Li" }),
    chair.post(`/${group.slug}/ways-in/chen-li/link`, {}),
    chair.post(`/${group.slug}/ways-in/chen-li/code`, {}),
  ]);
  const accounts = await db.selectFrom("account").select("person_id").execute();
  const persons = accounts.map(({ person_id }) => person_id);
  assert.equal(new Set(persons).size, persons.length, JSON.stringify(persons));
});

test("a pseudonym who follows two invitations at once becomes one person", async () => {
  const { links } = await invited("First of two\nSecond of two");
  const { id } = await addAccount(db, { personId: null, displayName: "Sparrow" }, at.now);
  const sparrow = visitWith(await startSignIn(db, id, { way: "link", stay: "kept" }, at.now));
  const names = ["Ben Ode", "Chen Li"];
  const joins = await Promise.all(
    links.map((link, place) => sparrow.post("/invitation", { link, yourName: names[place] ?? "" })),
  );
  assert.ok(joins.some(({ status }) => status === 303));
  const account = await db.selectFrom("account").select("person_id").where("id", "=", id).executeTakeFirstOrThrow();
  const named = await db.selectFrom("person").select("id").where("name", "in", names).execute();
  assert.ok(account.person_id !== null);
  const members = await db.selectFrom("membership").select("person_id").execute();
  for (const person of named)
    assert.equal(
      members.some(({ person_id }) => person_id === person.id),
      person.id === account.person_id,
    );
});

test("an invitation lets nobody into an account that exists: somebody else of that name is somebody else", async () => {
  const other = await aGroup(db, "Working Group on Lakes");
  await as("Ben Ode", other);
  const { links } = await invited("Ben Ode");
  const joined = await post("/invitation", { link: links[0] ?? "", yourName: "Ben Ode" });
  const stranger = visitWith(signInFrom(joined));
  assert.equal((await stranger.get(`/${other.slug}/import`)).status, 404);
  const persons = await db.selectFrom("person").select("id").where("name", "=", "Ben Ode").execute();
  assert.equal(persons.length, 2);
});

test("who has an account joins with it", async () => {
  const lakes = await aGroup(db, "Working Group on Lakes");
  const ben = await as("Ben Ode", lakes);
  const { links, members } = await invited("Ben Ode");
  assert.match(await textOf(ben.get(`/invitation?link=${links[0]}`)), /You are signed in as/);
  const joined = await ben.post("/invitation", { link: links[0] ?? "" });
  assert.deepEqual([joined.status, joined.headers.get("set-cookie")], [303, null]);
  assert.match(await textOf(ben.get(members)), /Ben Ode/);
  assert.equal((await db.selectFrom("person").select("id").where("name", "=", "Ben Ode").execute()).length, 1);
});

test("a member whom only the records know gets an account by a link, once", async () => {
  const { group, chair, members } = await invited("Nobody Else");
  const person = await findOrAddPerson(db, "Ben Ode", at.now);
  await addMember(db, group.id, person.id, "2026-01-01");
  const page = await textOf(chair.post(`/${group.slug}/members/invitations`, { list: "Ben Ode" }));
  assert.match(page, /Members or invited already/);
  const [link = ""] = linksIn(await textOf(chair.post(`${members}/2/invitation`, {})));
  assert.equal((await post("/invitation", { link, yourName: "Ben Ode" })).status, 303);
  const accounts = await db.selectFrom("account").select("person_id").where("display_name", "=", "Ben Ode").execute();
  assert.deepEqual(accounts, [{ person_id: person.id }]);
  const [second = ""] = linksIn(await textOf(chair.post(`${members}/2/invitation`, {})));
  assert.equal((await post("/invitation", { link: second, yourName: "Ben Ode" })).status, 409);
});

test("lines in doubt are asked about, bad ones are said by line, and the rest is invited meanwhile", async () => {
  const list = "Asha Mwangi, a@example.net\nbroken@\nBen Ode\nAisha Mwangi <asha@example.org>";
  const { group, chair, page, links } = await invited(list);
  assert.equal(links.length, 1);
  assert.match(page, /Line 2, <bdi>broken@<\/bdi>/);
  assert.match(page, /Is this one person\?/);
  const lines = [...page.matchAll(/name="doubt-0-line" value="([^"]+)"/g)].map(([, line = ""]) => line);
  assert.equal(lines.length, 2);
  const written = lines.map((line) => line.replace("&lt;", "<").replace("&gt;", ">"));
  const answers = { list: "Dora Ek", "doubt-0": "1", "doubt-0-line": written };
  const then = await textOf(chair.post(`/${group.slug}/members/invitations`, answers));
  assert.equal(linksIn(then).length, 2);
  const names = await db.selectFrom("invitation").select("name").orderBy("id").execute();
  assert.deepEqual(
    names.map(({ name }) => name),
    ["Ben Ode", "Dora Ek", "Aisha Mwangi"],
  );
});

test("the same list sent twice invites nobody twice", async () => {
  const { group, chair } = await invited("Ben Ode\nChen Li <c@example.net>");
  const again = await textOf(
    chair.post(`/${group.slug}/members/invitations`, { list: "Ben Ode\nChen Li <c@example.net>" }),
  );
  assert.match(again, /left as they are/);
  assert.equal((await db.selectFrom("invitation").select("id").execute()).length, 2);
});

test("a withdrawn link opens nothing, a new one makes the old one void, and time ends both", async () => {
  const { chair, links, members } = await invited("Ben Ode");
  const done = await chair.post(`${members}/invitations/1/withdrawal`, {});
  assert.equal((await get(`/invitation?link=${links[0]}`)).status, 409);
  const back = /action="([^"]+restoration)"/.exec(await textOf(chair.get(done.headers.get("location") ?? "")))?.[1];
  await chair.post(back ?? "", {});
  assert.equal((await get(`/invitation?link=${links[0]}`)).status, 200);
  const fresh = linksIn(await textOf(chair.post(`${members}/invitations/1/renewal`, {})));
  assert.equal((await get(`/invitation?link=${links[0]}`)).status, 409);
  assert.equal((await get(`/invitation?link=${fresh[0]}`)).status, 200);
  at.now = new Date("2026-03-27T14:00:00Z");
  assert.equal((await get(`/invitation?link=${fresh[0]}`)).status, 409);
  at.now = new Date("2026-03-05T14:00:00Z");
});

test("only a press of a person notes that somebody was told", async () => {
  const { chair, members } = await invited("Ben Ode");
  assert.match(await textOf(chair.get(members)), /not told yet/);
  await chair.post(`${members}/invitations/telling`, { id: "1" });
  assert.match(await textOf(chair.get(members)), /told on/);
});

test("nothing to invite is said beside the field, and what was typed stays", async () => {
  const { group, chair } = await invited("Ben Ode");
  const empty = await chair.post(`/${group.slug}/members/invitations`, { list: "  " });
  assert.equal(empty.status, 422);
  const many = await chair.post(`/${group.slug}/members/invitations`, { list: "Zoe Ek\n".repeat(1_001) });
  assert.equal(many.status, 422);
  assert.match(await many.text(), /Zoe Ek/);
});

test("a member invites nobody and sees no address, a visitor sees no member", async () => {
  const { group, members } = await invited("Chen Li <chen@example.net>");
  const ben = await as("Ben Ode", group);
  await onlyMember(db, group, "Ben Ode");
  assert.equal((await ben.post(`${members}/invitations`, { list: "Zoe Ek" })).status, 403);
  const seen = await textOf(ben.get(members));
  assert.match(seen, /Ben Ode/);
  assert.doesNotMatch(seen, /chen@example\.net|Chen Li/);
  assert.doesNotMatch(await textOf(get(members)), /Ben Ode|Chen Li/);
});
