import assert from "node:assert/strict";
import { test } from "node:test";
import { readSources, violations } from "./architecture.ts";

test("the house stands as STYLE says", () => {
  const sources = readSources("src", "client");
  assert.ok(sources.length > 20, "the sources are found");
  assert.deepEqual(violations(sources, readSources("migrations")), []);
});

const migrations = [
  {
    path: "migrations/0001_a.sql",
    text: "-- owner: people ---\ncreate table person (\n-- owner: groups\ncreate table office (\n-- offered\ncreate view person_shown as\n select id from person;\ncreate view office_shown as select a from office;",
  },
];
const found = (path: string, text: string) => violations([{ path, text }], migrations);

const FAULTS: [sentence: string, path: string, text: string, says: RegExp][] = [
  [
    "a lower domain imports a higher one",
    "src/people/person.ts",
    'import { a } from "../meetings/meeting.ts";',
    /people stands below meetings/,
  ],
  [
    "it does so late",
    "src/people/person.ts",
    'const m = await import("../meetings/meeting.ts");',
    /people stands below meetings/,
  ],
  [
    "over several lines",
    "src/people/person.ts",
    'import {\n  a,\n  b,\n} from "../meetings/meeting.ts";',
    /people stands below meetings/,
  ],
  [
    "a query imports a page",
    "src/people/person.queries.ts",
    'import { a } from "./person.pages.ts";',
    /queries stands before pages/,
  ],
  [
    "a model imports its queries",
    "src/people/person.ts",
    'import { a } from "./person.queries.ts";',
    /model stands before queries/,
  ],
  [
    "a page asks the database",
    "src/people/person.pages.ts",
    'import { a } from "./person.queries.ts";',
    /a page asks nothing/,
  ],
  [
    "a domain imports the program around it",
    "src/people/person.ts",
    'import { a } from "../app.ts";',
    /knows nothing of what is above/,
  ],
  ["a domain is in no order", "src/teams/team.ts", "", /teams is not in/],
  ["a file is too long", "src/people/person.ts", "const a = 1;\n".repeat(301), /301 lines/],
  ["a file is called utils", "src/people/name-utils.ts", "", /named for what it holds/],
  ["a file is called index", "src/people/index.ts", "", /named for what it holds/],
  ["there is a default export", "src/people/person.ts", "export default 1;", /no default export/],
  [
    "a table is touched from outside",
    "src/groups/group.queries.ts",
    'db.selectFrom("person as p")',
    /table person: only the queries of people/,
  ],
  ["a table is joined from outside", "src/groups/group.queries.ts", 'q.innerJoin("person", "a", "b")', /table person/],
  [
    "one of several tables is another's",
    "src/people/person.queries.ts",
    'db.selectFrom(["person", "office as o"])',
    /table office/,
  ],
  [
    "a table is touched in plain SQL",
    "src/groups/group.queries.ts",
    "sql<Row>`select 1\n from person`",
    /table person/,
  ],
  ["a command touches its own table", "src/people/person.commands.ts", 'db.insertInto("person")', /only the queries/],
  [
    "a view of a higher domain is read",
    "src/people/person.queries.ts",
    'db.selectFrom("office_shown")',
    /people stands below groups/,
  ],
  ["a page reads a view", "src/groups/group.pages.ts", 'db.selectFrom("person_shown")', /only queries do/],
  ["a domain speaks on the console", "src/people/person.ts", '  console.log("who");', /only the command line speaks/],
];
for (const [sentence, path, text, says] of FAULTS) {
  test(`it is found when ${sentence}`, () => {
    const [first, ...more] = found(path, text);
    assert.match(first ?? "nothing found", says);
    assert.deepEqual(more, []);
  });
}

test("what is in order is left alone", () => {
  const text =
    'import type { A } from "./person.queries.ts";\nimport { b } from "../people/person.ts";\n// console.log';
  assert.deepEqual(found("src/groups/group.pages.ts", text.replace("./person", "./group")), []);
  assert.deepEqual(found("src/people/person.queries.ts", 'db.selectFrom("person"); sql`update person set a = 1`'), []);
  assert.deepEqual(found("src/groups/group.queries.ts", 'q.leftJoin("person_shown as p", "p.id", "person_id")'), []);
  assert.deepEqual(found("src/groups/group.command-line.ts", 'import { a } from "../main.ts"; console.log(1);'), []);
});
