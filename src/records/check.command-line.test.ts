import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";

const folder = mkdtempSync(join(tmpdir(), "baraza-check-"));
after(() => rmSync(folder, { recursive: true }));

const ROOT = new URL("../../", import.meta.url);
type Printed = { printed: string; told: string; code: number | null };
const check = (...args: string[]): Printed => run("check", ...args);
function run(...args: string[]): Printed {
  const { stdout, stderr, status } = spawnSync(process.execPath, ["src/cli.ts", ...args], {
    cwd: ROOT,
    encoding: "utf8",
  });
  return { printed: stdout, told: stderr, code: status };
}

test("a clean report prints nothing and is no error", () => {
  assert.deepEqual(check("sample/reports/2025-02-05.md"), { printed: "", told: "", code: 0 });
});

test("findings are printed as a compiler does, and an error is in the exit code", () => {
  const { printed, code } = check("sample/reports/2026-01-14.md");
  const [first = ""] = printed.split("\n");
  assert.equal(
    first,
    "sample/reports/2026-01-14.md:4: weekday: 14 January 2026 is a Wednesday, not a Thursday: Correct the weekday or the date.",
  );
  assert.equal(code, 1);
});

test("warnings alone are no error", () => {
  const { printed, code } = check("sample/reports/2025-11-05.md");
  assert.match(printed, /action-without-owner/);
  assert.equal(code, 0);
});

test("matters of style are shown on request only, and always as JSON", () => {
  const path = "sample/reports/2026-04-15.md";
  assert.equal(check(path).printed, "");
  assert.match(check(path, "--style").printed, /^sample\/reports\/2026-04-15\.md:\d+: list-on-request: /m);
  const found: unknown = JSON.parse(check("--json", path).printed);
  assert.ok(Array.isArray(found) && found.length > 0);
  assert.deepEqual(Object.keys(found[0]), [
    "file",
    "kind",
    "rule",
    "level",
    "line",
    "lines",
    "words",
    "message",
    "remedy",
  ]);
  assert.ok(found.every(({ level }) => level === "style"));
});

test("read gives the findings of check as lint, with nothing beside", () => {
  const path = "sample/reports/2026-01-14.md";
  const found: { file: string }[] = JSON.parse(check("--json", path).printed);
  const read: { lint: unknown[] }[] = JSON.parse(run("read", path).printed);
  assert.ok(found.length > 0);
  assert.deepEqual(
    read.flatMap(({ lint }) => lint),
    found.map(({ file: _, ...finding }) => finding),
  );
});

test("a report with the date of the one before it is found when both are given", () => {
  const head = (number: number): string =>
    `# Marsh Group\n\n**Meeting ${number}**\n**4 March 2026, 13:00 UTC**\n\n## 1. Reeds\n\nThey grow.\n`;
  const [one, two] = [11, 12].map((number) => {
    const path = join(folder, `${number}.md`);
    writeFileSync(path, head(number));
    return path;
  });
  assert.match(
    check(one ?? "", two ?? "").printed,
    /12\.md:4: date-of-earlier-meeting: 4 March 2026 is the day of meeting 11: /,
  );
  assert.equal(check(two ?? "").printed, "");
});

test("a file that is no report is an error in a sentence", () => {
  const path = join(folder, "report.md");
  writeFileSync(path, "%PDF-1.7\n\u0000");
  const { printed, code } = check(path, join(folder, "nowhere.md"));
  assert.match(printed, /report\.md:1: unreadable: This is a PDF; .+\n.+nowhere\.md:1: unreadable: /);
  assert.equal(code, 1);
});

test("a wrong option is said, and nothing is checked", () => {
  const { told, code } = check("--strict", "sample/reports/2025-02-05.md");
  assert.match(told, /"--strict" is no option of check/);
  assert.equal(code, 2);
});
