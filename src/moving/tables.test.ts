import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { ROOT } from "../../test/architecture.ts";
import { testDatabase } from "../../test/database.ts";
import { readCatalog, referenceOf, wayOf } from "./catalog.queries.ts";
import { isBlank } from "./export.queries.ts";
import { namedIn, remapped, unknownKeys } from "./remap.ts";
import { LEFT_OUT, NAMED, NOT_NAMED, SUBJECTS, WAYS } from "./tables.ts";

const { db } = await testDatabase();
const catalog = await readCatalog(db);

test("of every table it is said what becomes of it when a group moves", () => {
  const tables = catalog.tables.map((table) => table.name);
  assert.deepEqual(
    tables.filter((name) => !(name in WAYS)),
    [],
    "say in src/moving/tables.ts whether its rows move with a group, are shared, or are left, and why",
  );
  for (const name of LEFT_OUT) assert.ok(tables.includes(name), name);
});

test("of every column that looks like the number of a row it is known of which table", () => {
  const unknown = catalog.tables
    .filter(({ name }) => !("left" in wayOf(name)))
    .flatMap(({ name, columns }) =>
      columns
        .filter((column) => /_(id|ids|by)$/.test(column) && !isBlank(name, column))
        .filter((column) => !referenceOf(catalog, name, column) && `${name}.${column}` !== "journal.subject_id")
        .map((column) => `${name}.${column}`),
    );
  assert.deepEqual(
    unknown.filter((place) => !NOT_NAMED.includes(place)),
    [],
    "add it to NAMED in src/moving/tables.ts, or to NOT_NAMED",
  );
});

test("what moves hangs on the group, or on something that does", () => {
  for (const [name, way] of Object.entries(WAYS)) {
    if (!("moves" in way) || ["working_group", "moved_address", "journal"].includes(name)) continue;
    const reference = referenceOf(catalog, name, way.moves);
    assert.ok(reference && "moves" in wayOf(reference.names), `${name}.${way.moves}`);
  }
});

test("every kind of subject that the journal is written with is known", () => {
  const sources = globSync("src/**/*.ts", { cwd: ROOT }).filter((path) => !path.endsWith(".test.ts"));
  const kinds = sources.flatMap((path) =>
    [...readFileSync(`${ROOT}/${path}`, "utf8").matchAll(/\bsubject(?:: |\s*=\s*)\{ kind: "([^"]+)"/g)].map(
      (found) => found[1] ?? "",
    ),
  );
  assert.ok(kinds.length > 10);
  const ofServer = ["instance"];
  assert.deepEqual(
    [...new Set(kinds)].filter((kind) => !(kind in SUBJECTS) && !ofServer.includes(kind)),
    [],
    "add it to SUBJECTS in src/moving/tables.ts",
  );
});

test("what is named without a key of the database is named of a table that is there", () => {
  for (const [place, names] of Object.entries(NAMED)) {
    const [table = "", column = ""] = place.split(".");
    assert.ok(
      catalog.tables.some((one) => one.name === table && one.columns.includes(column)),
      place,
    );
    assert.ok(names in WAYS, names);
  }
});

test("numbers inside JSON are changed by what they are called, and nothing else is", () => {
  const value = {
    textId: 4,
    title: "4",
    blockIds: [1, 2, 3],
    planned: { id: 9, groupId: 1, number: 9 },
    owners: [{ personId: 7, bodyId: null }],
  };
  const to = (table: string, old: number) => (table === "block" && old === 2 ? undefined : old + 100);
  assert.deepEqual(remapped(value, to), {
    ...{ textId: 104, title: "4", blockIds: [101, 103], planned: { id: 109, groupId: 101, number: 9 } },
    owners: [{ personId: 107, bodyId: null }],
  });
  assert.deepEqual(namedIn({ personId: 7, meetingId: 3 }), [
    { table: "person", id: 7 },
    { table: "meeting", id: 3 },
  ]);
  assert.deepEqual(unknownKeys({ textId: 1, id: 5, oddIds: [1], words: { gridId: "x" } }), ["id", "oddIds"]);
});
