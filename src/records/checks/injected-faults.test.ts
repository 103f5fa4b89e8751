import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { checkedMarkdown } from "./checked.fixture.ts";

/** One case of injected-faults.txt: words changed in a clean sample report, and what must be found then. */
type Case = { sample: string; changes: { from: string[]; to: string[] }[]; expects: { kind: string; words: string }[] };

const SAMPLES = new URL("../../../sample/reports/", import.meta.url);
const sample = (name: string): string => readFileSync(new URL(`${name}.md`, SAMPLES), "utf8");

for (const [says, cases] of casesOf(readFileSync(new URL("injected-faults.txt", import.meta.url), "utf8")))
  test(`${says} is found, in ${cases.length} ways of writing it, and nothing else`, () => {
    for (const each of cases) {
      const report = changed(each);
      const found = checkedMarkdown(report, `${each.sample}.md`).filter(({ level }) => level !== "style");
      const expected = each.expects.map(({ kind, words }) => `${kind} on line ${lineOf(report, words)}`);
      assert.deepEqual(
        found.map(({ kind, line }) => `${kind} on line ${line ?? "none"}`).sort(),
        expected.sort(),
        JSON.stringify({ ...each, found }, null, 1),
      );
    }
  });

function changed({ sample: name, changes }: Case): string {
  let report = sample(name);
  for (const { from, to } of changes) {
    assert.ok(report.includes(from.join("\n")), `${name} has the words "${from.join("\n")}"`);
    report = report.replace(from.join("\n"), () => to.join("\n"));
  }
  return report;
}

/** The line that begins with the words, else the last that holds them, counted from 1. */
function lineOf(report: string, words: string): number | "none" {
  if (words === "") return "none";
  const lines = report.split("\n");
  const begins = lines.findIndex((line) => line.startsWith(words));
  const index = begins >= 0 ? begins : lines.findLastIndex((line) => line.includes(words));
  assert.ok(index >= 0, `a line has the words "${words}"`);
  return index + 1;
}

function casesOf(text: string): [string, Case[]][] {
  const groups: [string, Case[]][] = [];
  let now: Case | undefined;
  for (const line of text.split("\n")) {
    const rest = line.slice(2);
    if (line.startsWith("# ")) groups.push([rest, []]);
    else if (line.startsWith("= ")) {
      now = { sample: rest, changes: [], expects: [] };
      groups.at(-1)?.[1].push(now);
    } else if (now) take(line.charAt(0), rest, now);
  }
  return groups;
}

function take(mark: string, rest: string, { changes, expects }: Case): void {
  const last = changes.at(-1);
  if (mark === "-" && last && last.to.length === 0) last.from.push(rest);
  else if (mark === "-") changes.push({ from: [rest], to: [] });
  else if (mark === "+") last?.to.push(rest);
  else if (mark === "~") last?.to.push("");
  else if (mark === "!") {
    const [kind = "", words = ""] = rest.split(/: ?(.*)/);
    expects.push({ kind, words });
  }
}
