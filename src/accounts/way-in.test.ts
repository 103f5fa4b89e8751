import assert from "node:assert/strict";
import { test } from "node:test";
import { appOn } from "../../test/app.ts";
import { testDatabase } from "../../test/database.ts";
import { addGroup, addMember, giveOffice } from "../groups/group.queries.ts";
import type { Group } from "../groups/group.ts";
import { findOrAddPerson } from "../people/person.queries.ts";
import { accountFor, startSignIn } from "./sign-in.commands.ts";
import { userCommand } from "./user.command-line.ts";

const { db } = await testDatabase();
const { app, as, at, get, post, visitWith } = appOn(db);
const group = (name = "WG"): Promise<Group> => addGroup(db, { name, timeZone: "UTC" }, at.now);
const today = () => at.now.toISOString().slice(0, 10);

/** A member of the group, signed in; with an office where one is named. */
async function member(of: Group, name: string, office?: "secretariat" | "rapporteur" | "co-chair") {
  const person = await findOrAddPerson(db, name, at.now);
  await addMember(db, of.id, person.id, today());
  if (office) await giveOffice(db, of.id, { personId: person.id, kind: office, title: null }, today());
  const accountId = await accountFor(db, person, at.now);
  return { ...visitWith(await startSignIn(db, accountId, { way: "link", stay: "kept" }, at.now)), slug: person.slug };
}
const linkIn = async (answer: Response): Promise<string> =>
  /sign-in\?link=([\w-]+)/.exec(await answer.text())?.[1] ?? "";

test("an office holder makes a link for a member who lost the way in, and the member reads who made it", async () => {
  const wg = await group();
  const [secretary, ben] = [await member(wg, "Sara Secretary", "secretariat"), await member(wg, "Ben Member")];
  const link = await linkIn(await secretary.post(`/wg/ways-in/${ben.slug}/link`, {}));
  const entered = await post("/sign-in", { link });
  assert.equal(entered.status, 303);
  const cookie = (entered.headers.get("set-cookie") ?? "").split(";")[0] ?? "";
  const page = await (await app.request("/account", { headers: { cookie } })).text();
  assert.match(page, /Ben Member[\s\S]*Made for you by others[\s\S]*Sara Secretary/);
});

test("an office holder makes a code for a member without an address", async () => {
  const wg = await group();
  const [secretary, ben] = [await member(wg, "Sara Secretary", "secretariat"), await member(wg, "Ben Member")];
  const shown = await (await secretary.post(`/wg/ways-in/${ben.slug}/code`, { _key: "k" })).text();
  const code = /<p class="code" dir="ltr">([^<]+)</.exec(shown)?.[1] ?? "";
  assert.equal((await post("/sign-in/code", { code })).status, 303);
});

test("whom the operator makes a link for reads of it on their page", async () => {
  const wg = await group();
  const cora = await member(wg, "Cora Chair", "co-chair");
  assert.doesNotMatch(await (await cora.get("/account")).text(), /Made for you by others/);
  const site = { name: "Baraza", origin: "http://localhost:4100", sendsMail: false };
  const printed = await userCommand(["invite", "Cora", "Chair", "--group", wg.slug], db, site, at.now);
  assert.match(await (await cora.get("/account")).text(), /Made for you by others[\s\S]*by whoever runs this site/);
  const link = new URL(printed).searchParams.get("link") ?? "";
  assert.equal((await post("/sign-in", { link })).status, 303);
});

test("nobody opens a door above their own: neither here nor in another group", async () => {
  const [wg, other] = [await group(), await group("Other")];
  const secretary = await member(wg, "Sara Secretary", "secretariat");
  const chair = await member(wg, "Cora Chair", "co-chair");
  const guest = await member(wg, "Gil Guest");
  await addMember(db, other.id, (await findOrAddPerson(db, "Gil Guest", at.now)).id, today());
  for (const { slug } of [chair, guest])
    for (const kind of ["link", "code"])
      assert.equal((await secretary.post(`/wg/ways-in/${slug}/${kind}`, {})).status, 403, `${slug} ${kind}`);
  assert.equal((await chair.post(`/wg/ways-in/${secretary.slug}/link`, {})).status, 200);
  assert.equal((await chair.post(`/wg/ways-in/${guest.slug}/link`, {})).status, 403);
});

test("a member makes no way in for anybody, and a visitor and another group's co-chair learn of nothing", async () => {
  const wg = await group();
  const [ben, ada] = [await member(wg, "Ben Member"), await member(wg, "Ada Member")];
  const stranger = await as("Olga Other", await group("Other"));
  assert.equal((await ben.get("/wg/ways-in")).status, 403);
  assert.equal((await ben.post(`/wg/ways-in/${ada.slug}/link`, {})).status, 403);
  assert.equal((await ben.post("/wg/ways-in/pseudonym", { name: "Heron" })).status, 403);
  for (const who of [{ get, post }, stranger]) {
    assert.equal((await who.get("/wg/ways-in")).status, 404);
    assert.equal((await who.post(`/wg/ways-in/${ada.slug}/code`, {})).status, 404);
  }
});

test("somebody who is no member is let in by nobody here", async () => {
  const wg = await group();
  const secretary = await member(wg, "Sara Secretary", "secretariat");
  const { slug } = await findOrAddPerson(db, "Nora Named", at.now);
  assert.equal((await secretary.post(`/wg/ways-in/${slug}/link`, {})).status, 404);
});

test("a pseudonym gets an account with a code, once for one press, and a name that nobody can see is no name", async () => {
  const wg = await group();
  const secretary = await member(wg, "Sara Secretary", "secretariat");
  const fields = { name: "Heron", _key: "one press" };
  const pages = await Promise.all(
    [1, 2].map(async () => (await secretary.post("/wg/ways-in/pseudonym", fields)).text()),
  );
  const codes = pages.map((page) => /<p class="code" dir="ltr">([^<]+)</.exec(page)?.[1] ?? "");
  const made = await db.selectFrom("account").where("display_name", "=", "Heron").select("person_id").execute();
  assert.deepEqual(made, [{ person_id: null }]);
  assert.equal(codes[0], codes[1]);
  assert.equal((await post("/sign-in/code", { code: codes[0] ?? "" })).status, 303);
  const empty = await secretary.post("/wg/ways-in/pseudonym", { name: "\u200b" });
  assert.equal(empty.status, 422);
  assert.match(await empty.text(), /Give a name\./);
});
