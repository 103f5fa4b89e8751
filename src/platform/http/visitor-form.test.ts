import assert from "node:assert/strict";
import { test } from "node:test";
import { Hono } from "hono";
import { testDatabase } from "../../../test/database.ts";
import { forgetOldSeals } from "./form-seal.queries.ts";
import { readForm } from "./sent-form.ts";
import { signsOf, visitorGuard } from "./visitor-form.routes.ts";

const { db } = await testDatabase();
const MINUTE = 60_000;

function site() {
  const at = { now: new Date("2026-03-05T14:00:00Z") };
  const deps = { db, now: () => at.now, site: { name: "", origin: "http://localhost", sendsMail: false } };
  const app = new Hono();
  app.use(readForm);
  app.get("/:form", async (c) => c.text((await visitorGuard(c, deps, c.req.param("form"))).seal));
  app.post("/:form", async (c) => c.json(await signsOf(c, deps, c.req.param("form"))));
  const open = async (form: string) => (await app.request(`/${form}`)).text();
  const send = async (form: string, fields: Record<string, string>): Promise<unknown> =>
    (await app.request(`/${form}`, { method: "POST", body: new URLSearchParams(fields) })).json();
  return { at, open, send };
}

test("a form that a person took their time over bears no sign", async () => {
  const { at, open, send } = site();
  const seal = await open("request");
  at.now = new Date(at.now.getTime() + 2 * MINUTE);
  assert.deepEqual(await send("request", { _seal: seal, homepage: "" }), { hasty: false, trapped: false });
});

test("a form sent within three seconds, or with the field filled that nobody sees, bears a sign and is not refused", async () => {
  const { at, open, send } = site();
  const seal = await open("request");
  assert.deepEqual(await send("request", { _seal: seal }), { hasty: true, trapped: false });
  at.now = new Date(at.now.getTime() + MINUTE);
  assert.deepEqual(await send("request", { _seal: seal, homepage: "x" }), { hasty: false, trapped: true });
});

test("a seal holds over midnight and for a day, in every process, and no longer", async () => {
  const { at, open, send } = site();
  const seal = await open("request");
  at.now = new Date("2026-03-06T13:59:00Z");
  await forgetOldSeals(db, at.now);
  const other = site();
  other.at.now = at.now;
  assert.deepEqual(await other.send("request", { _seal: seal }), { hasty: false, trapped: false });
  at.now = new Date("2026-03-06T14:00:01Z");
  assert.equal(await send("request", { _seal: seal }), null);
});

test("no seal, a made-up one, one of another form, one of another hour: the form is shown again", async () => {
  const { at, open, send } = site();
  const seal = await open("request");
  const [issued = "", print = ""] = seal.split(".");
  at.now = new Date(at.now.getTime() + MINUTE);
  for (const bad of [
    "",
    ".",
    "x.y",
    `${issued}.`,
    `${Number(issued) + 1}.${print}`,
    `${issued}.${print}x`,
    `1e3.${print}`,
  ])
    assert.equal(await send("request", { _seal: bad }), null, bad);
  assert.equal(await send("conduct", { _seal: seal }), null);
  assert.equal(await send("request", {}), null);
});
