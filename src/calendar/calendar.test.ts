import assert from "node:assert/strict";
import { test } from "node:test";
import { appOn } from "../../test/app.ts";
import { testDatabase } from "../../test/database.ts";
import { aGroup, aReport } from "../../test/record.ts";

const { db } = await testDatabase();
const { as, get } = appOn(db);

test("a calendar for everybody holds no joining link; who may read it on the page has it in the meeting's own file", async () => {
  const group = await aGroup(db);
  await aReport(db, group, { number: 3, heldOn: "2026-02-05", published: true }, [{ kind: "paragraph", body: "One." }]);
  await db.updateTable("meeting").set({ joining_link: "https://meet.example.org/canary" }).execute();
  const chair = await as("Amina Diallo", group);
  const hills = await as("Chair of the hills", await aGroup(db, "Forum of Hills"));
  for (const reader of [{ get }, hills])
    for (const path of ["/rivers/meetings/3.ics", "/rivers/meetings.ics"])
      assert.doesNotMatch(await (await reader.get(path)).text(), /canary/, path);
  assert.doesNotMatch(await (await chair.get("/rivers/meetings.ics")).text(), /canary/, "it is subscribed to and kept");
  assert.match(
    await (await chair.get("/rivers/meetings/3.ics")).text(),
    /LOCATION:https:\/\/meet\.example\.org\/canary/,
  );
});
