import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { zstdCompressSync, zstdDecompressSync } from "node:zlib";
import fc from "fast-check";
import { sql } from "kysely";
import { ROOT } from "../../../test/architecture.ts";
import { testDatabase } from "../../../test/database.ts";
import { sampleSite } from "../../../test/site.ts";
import { LEFT_OUT } from "../../moving/tables.ts";
import { migrate, readMigrations } from "../database/migrate.ts";
import { Trouble } from "../trouble.ts";
import { inspectBackup, makeBackup, restoreBackup } from "./backup.commands.ts";
import { listTables } from "./dump.queries.ts";
import { clearSchema } from "./load.queries.ts";

const { db } = await testDatabase();
const { db: other } = await testDatabase();
const now = new Date("2026-03-05T14:00:00Z");
const folder = mkdtempSync(join(ROOT, "tmp/backup-"));
after(() => rmSync(folder, { recursive: true, force: true }));
let numbered = 0;
const newFile = () => join(folder, `${++numbered}.baraza`);

/** Every row of every table, as text. */
async function contents(of: typeof db): Promise<Record<string, string[]>> {
  const all: Record<string, string[]> = {};
  for (const { name } of await listTables(of)) {
    const { rows } = await sql<{
      row: string;
    }>`select ${sql.id(name)}::text as row from ${sql.id(name)} order by 1`.execute(of);
    if (name !== "migration") all[name] = rows.map(({ row }) => row);
  }
  return all;
}

async function withSample(act: (site: Awaited<ReturnType<typeof sampleSite>>) => Promise<void>): Promise<void> {
  const site = await sampleSite(db);
  await act(site).finally(() => site.close());
}

test("what is restored is row by row what was there, but for ways in, and says that it was restored", () =>
  withSample(async (site) => {
    await site.signedIn();
    const file = newFile();
    const made = await makeBackup(db, file, LEFT_OUT, now);
    assert.ok(made.rows > 300, `${made.rows} rows`);
    assert.equal(statSync(file).mode & 0o777, 0o600);
    const restored = await restoreBackup(other, file, LEFT_OUT, now);
    assert.equal(restored.rows, made.rows);
    const [before, here] = [await contents(db), await contents(other)];
    assert.ok((before.sign_in?.length ?? 0) > 0);
    for (const left of LEFT_OUT) assert.deepEqual(here[left], []);
    const told = here.journal?.filter((line) => line.includes("instance.restored"));
    assert.equal(told?.length, 1);
    for (const [table, rows] of Object.entries(before)) {
      if (LEFT_OUT.includes(table)) continue;
      const kept = here[table]?.filter((row) => rows.includes(row));
      assert.deepEqual(kept, rows, table);
    }
  }));

test("numbers go on after those of the backup", () =>
  withSample(async () => {
    const file = newFile();
    await makeBackup(db, file, LEFT_OUT, now);
    await restoreBackup(other, file, LEFT_OUT, now);
    const add = sql<{
      id: number;
    }>`insert into person (slug, name, created_at) values ('new', 'New', now()) returning id`;
    const [here, there] = [(await add.execute(db)).rows[0], (await add.execute(other)).rows[0]];
    assert.deepEqual(there, here);
  }));

test("every kind of value survives exactly", async () => {
  const file = newFile();
  const odd = {
    big: "9007199254740993",
    instant: "2026-03-05 14:00:00.123457+00",
    bytes: "\\x00ff0a22",
    words: '{"a \\"quoted\\" one",NULL,"with, comma","\\\\",""}',
    json: '{"n": 12345678901234567890.5, "t": "\\u001f\\\\ \\" é 🙂"}',
    text: 'tab\tnew\nline \\N "q" \u0001 🙂',
    day: "4713-01-01 BC",
    near: "0.1",
  };
  await sql`create table odd (big bigint, instant timestamptz, bytes bytea, words text[], json jsonb, text text, day date, near float8)`.execute(
    db,
  );
  await sql`insert into odd select * from json_populate_record(null::odd, ${JSON.stringify({ ...odd, json: null })}::json)`.execute(
    db,
  );
  await sql`update odd set json = ${odd.json}::jsonb`.execute(db);
  await sql`insert into odd (big) values (null)`.execute(db);
  await sql`alter table odd add column generated boolean generated always as (big is null) stored`.execute(db);
  const own = [
    ...readMigrations(),
    {
      number: 9_999,
      name: "9999_odd.sql",
      hash: "x",
      text: "create table odd (big bigint, instant timestamptz, bytes bytea, words text[], json jsonb, text text, day date, near float8, kept integer default 7)",
    },
  ];
  await sql`insert into migration (number, name, hash) values (9999, '9999_odd.sql', 'x')`.execute(db);
  await sql`set timezone = 'Asia/Kathmandu'`.execute(db);
  try {
    await makeBackup(db, file, LEFT_OUT, now);
    await restoreBackup(other, file, LEFT_OUT, now, own);
    const read = sql<{
      row: string;
    }>`select row(big, instant, bytes, words, json, text, day, near)::text as row from odd order by 1`;
    await sql`set timezone = 'UTC'`.execute(db);
    assert.deepEqual((await read.execute(other)).rows, (await read.execute(db)).rows);
  } finally {
    for (const one of [db, other]) {
      await sql`drop table if exists odd`.execute(one);
      await sql`delete from migration where number = 9999`.execute(one);
    }
  }
});

test("a backup that is cut anywhere is refused, and nothing is touched", () =>
  withSample(async () => {
    const [whole, cut] = [newFile(), newFile()];
    await makeBackup(db, whole, LEFT_OUT, now);
    const bytes = readFileSync(whole);
    const before = await contents(db);
    for (const length of [0, 1, 3, 4, 20, 1_000, Math.floor(bytes.length / 2), bytes.length - 3, bytes.length - 1]) {
      writeFileSync(cut, bytes.subarray(0, length));
      await assert.rejects(
        inspectBackup(cut),
        { name: "Trouble", message: /is cut|no file that Baraza wrote/ },
        `${length}`,
      );
      await assert.rejects(restoreBackup(db, cut, LEFT_OUT, now), Trouble);
    }
    assert.deepEqual(await contents(db), before);
    const lines = zstdDecompressSync(bytes).toString().split("\n");
    writeFileSync(cut, zstdCompressSync(lines.slice(0, -2).join("\n")));
    await assert.rejects(inspectBackup(cut), { message: /is cut/ }, "cut inside and packed again");
  }));

test("one flipped bit anywhere is found", async () => {
  const [whole, flipped] = [newFile(), newFile()];
  await withSample(async () => void (await makeBackup(db, whole, LEFT_OUT, now)));
  const bytes = readFileSync(whole);
  await fc.assert(
    fc.asyncProperty(fc.nat(bytes.length - 1), fc.nat(7), async (at, bit) => {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ (1 << bit);
      writeFileSync(flipped, changed);
      const words = await inspectBackup(flipped).then(
        () => "taken",
        (error: unknown) => (error instanceof Trouble ? "refused" : String(error)),
      );
      // a flag of the packing that changes nothing of what comes out is no change of the file's words
      if (words === "taken") assert.ok(zstdDecompressSync(changed).equals(zstdDecompressSync(bytes)));
      else assert.equal(words, "refused");
    }),
    { numRuns: 60 },
  );
});

test("a row that was taken out or changed with care is found by the hash of the whole", () =>
  withSample(async () => {
    const [whole, changed] = [newFile(), newFile()];
    await makeBackup(db, whole, LEFT_OUT, now);
    const text = zstdDecompressSync(readFileSync(whole)).toString();
    writeFileSync(changed, zstdCompressSync(text.replace("Local", "Locel")));
    await assert.rejects(inspectBackup(changed), { message: /is damaged/ });
    writeFileSync(changed, zstdCompressSync(`${text}["more"]\n`));
    await assert.rejects(inspectBackup(changed), { message: /is damaged/ });
  }));

test("what is no backup is refused in a sentence", async () => {
  const file = newFile();
  for (const [bytes, says] of [
    [Buffer.from("# Report of the 41st meeting\n"), /no file that Baraza wrote/],
    [zstdCompressSync("hello\n"), /no file that Baraza wrote/],
    [zstdCompressSync(`${JSON.stringify({ baraza: "backup", form: 2 })}\n`), /written by a newer version/],
    [zstdCompressSync(`${JSON.stringify({ baraza: "backup", form: 1 })}\n`), /damaged/],
  ] as const) {
    writeFileSync(file, bytes);
    await assert.rejects(inspectBackup(file), { name: "Trouble", message: says });
  }
  await assert.rejects(inspectBackup(join(folder, "none")), { message: /There is no file/ });
  await assert.rejects(inspectBackup(folder), { message: /is a folder/ });
});

test("a backup of a newer program is refused, and one of another program of the same number", async () => {
  const file = newFile();
  await makeBackup(db, file, LEFT_OUT, now);
  const known = readMigrations();
  await assert.rejects(inspectBackup(file, known.slice(0, -1)), { message: /newer version of Baraza .*knows/ });
  const [first, ...rest] = known;
  assert.ok(first);
  await assert.rejects(inspectBackup(file, [{ ...first, hash: "other" }, ...rest]), { message: /another Baraza/ });
});

test("a backup of an older program is brought up to this one", async () => {
  const file = newFile();
  const known = readMigrations();
  const older = known.slice(0, 2);
  await db.transaction().execute(async (trx) => {
    await clearSchema(trx);
    await migrate(trx, older);
    await sql`insert into person (slug, name, created_at) values ('asha', 'Asha', now())`.execute(trx);
    await sql`insert into journal (at, kind, subject_kind, subject_id, commitment) values (now(), 'x', 'person', 1, '\\x00')`.execute(
      trx,
    );
  });
  try {
    await makeBackup(db, file, LEFT_OUT, now);
    assert.equal((await inspectBackup(file)).migrations.length, 2);
    await restoreBackup(other, file, LEFT_OUT, now);
    const { rows } = await sql`select name from person`.execute(other);
    assert.deepEqual(rows, [{ name: "Asha" }]);
    const { rows: applied } = await sql`select number from migration order by number`.execute(other);
    assert.equal(applied.length, known.length);
  } finally {
    await db.transaction().execute(async (trx) => {
      await clearSchema(trx);
      await migrate(trx);
    });
  }
});

test("what others write meanwhile is in the backup whole or not at all", () =>
  withSample(async () => {
    const file = newFile();
    let writing = true;
    const writer = (async () => {
      for (let n = 1; writing; n++)
        await db.transaction().execute(async (trx) => {
          await sql`insert into person (slug, name, created_at) values (${`w-${n}`}, ${`W ${n}`}, now())`.execute(trx);
          await sql`insert into body (slug, name, created_at) values (${`w-${n}`}, ${`W ${n}`}, now())`.execute(trx);
        });
    })();
    await makeBackup(db, file, LEFT_OUT, now);
    writing = false;
    await writer;
    await restoreBackup(other, file, LEFT_OUT, now);
    const { rows } = await sql<{ same: boolean }>`
      select (select count(*) from person where slug like 'w-%') = (select count(*) from body where slug like 'w-%') as same`.execute(
      other,
    );
    assert.equal(rows[0]?.same, true);
  }));

test("a backup that cannot be written leaves no file and says why", async () => {
  const file = newFile();
  await makeBackup(db, file, LEFT_OUT, now);
  await assert.rejects(makeBackup(db, file, LEFT_OUT, now), { message: /There is a file .* already/ });
  await assert.rejects(makeBackup(db, join(folder, "none/a"), LEFT_OUT, now), { message: /folder/ });
  assert.ok(!existsSync(join(folder, "none")));
  assert.deepEqual(
    readdirSync(folder).filter((name) => name.includes("making")),
    [],
  );
});
