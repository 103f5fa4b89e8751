import assert from "node:assert/strict";
import { test } from "node:test";
import { appOn } from "../../../test/app.ts";
import { testDatabase } from "../../../test/database.ts";
import { aFinding, aGroup, aReport } from "../../../test/record.ts";
import { addGroup } from "../../groups/group.queries.ts";
import { lacking } from "../../ui/words.ts";

const { db } = await testDatabase();
const { as } = appOn(db);
const textOf = async (answer: Promise<Response>): Promise<string> => (await answer).text();

const REPORT = `# River Forum, meeting 7

**Thursday, 6 March 2026, 14:00 UTC**

The seventh meeting was held on 12 March 2026.

## 1. Fish ladders

Ben Ode noted that the [plan](#) is drawn.

Action: Count the ladders.

## Participants

- Asha Mwangi, Lake Office
- "Ewa" Nowak, Mill Museum
- Asha Mwangi, Lake Office
`;

async function takenIn() {
  const group = await addGroup(db, { name: "River Forum", timeZone: "UTC" }, new Date("2026-03-05T14:00:00Z"));
  const chair = await as("Asha Mwangi", group);
  await chair.post("/river-forum/import", { pasted: REPORT });
  await chair.post("/river-forum/import/1/acceptance", {});
  return chair;
}

for (const room of ["checks", "meetings/7/findings"])
  test(`what the checks found stands on /${room} in the reader's language, days and quotes too`, async () => {
    const chair = await takenIn();
    const page = async (language: string) => textOf(chair.get(`/river-forum/${room}?lang=${language}`));
    const english = await page("en");
    assert.match(english, /6 March 2026 is a Friday, not a Thursday\./);
    assert.match(english, /Nobody is named to do this\./);
    const french = await page("fr");
    assert.match(french, /Le 6 mars 2026 est un vendredi, et non un jeudi\./);
    assert.match(french, /Personne n’est désigné pour le faire\./);
    assert.match(french, /Désignez une personne qui le fera\./);
    assert.match(french, /Le lien «\u00a0<bdi>plan<\/bdi>\u00a0» ne mène nulle part\./);
    const arabic = await page("ar");
    assert.match(arabic, /6 مارس 2026 يوافق الجمعة، لا الخميس\./);
    assert.match(arabic, /«<bdi>Asha Mwangi<\/bdi>» وارد في القائمة مرتين\./);
    for (const translated of [french, arabic])
      assert.doesNotMatch(translated, /Nobody is named|Name a person|is a Friday/);
    assert.deepEqual([...lacking], []);
  });

test("a finding that was kept before it had a source is shown in English and says so", async () => {
  const group = await aGroup(db);
  await aFinding(
    db,
    await aReport(db, group, { number: 14, heldOn: "2026-02-05", published: true }, []),
    "Two dates are given.",
  );
  const page = await textOf((await as("Amina Okello", group)).get(`/${group.slug}/checks?lang=fr`));
  assert.match(page, /<span lang="en"><bdi>Two dates are given\.<\/bdi><\/span>/);
  assert.match(page, /<span lang="en"><bdi>Give one date\.<\/bdi><\/span>/);
});

test("the table of findings that is downloaded keeps the words of the program", async () => {
  const chair = await takenIn();
  assert.match(await textOf(chair.get("/river-forum/checks.csv?lang=fr")), /weekday,.*6 March 2026 is a Friday/);
});
