import { globSync } from "node:fs";
import { availableParallelism } from "node:os";
import { relative } from "node:path";
import { finished } from "node:stream/promises";
import { run } from "node:test";
import { inspect } from "node:util";
import { ROOT } from "./architecture.ts";

export type Outcome = { passed: number; failed: number };

/** Ends every test file that still runs. */
export const calledOff = new AbortController();

/** A test that takes longer hangs, in milliseconds. */
const TEST_MS = 600_000;
/** Many files wait for the database and the disk, not for a core. */
const AT_ONCE = Math.min(4, Math.max(2, availableParallelism()));

/** Every test file but the journeys and the one that is a gate of its own. */
export const testFiles = (): string[] =>
  globSync("{src,client,test,bench,bin}/**/*.test.ts", { cwd: ROOT })
    .filter((path) => !path.startsWith("test/journeys/") && path !== "test/architecture.test.ts")
    .sort();
export const journeyFiles = (): string[] => globSync("test/journeys/**/*.test.ts", { cwd: ROOT }).sort();

/** Runs test files, a process each, and says a line a file; what failed is told whole, what was left out by name. */
export async function runTests(files: string[], say: (line: string) => void): Promise<Outcome> {
  const outcome = { passed: 0, failed: 0 };
  const events = run({ cwd: ROOT, files, concurrency: AT_ONCE, timeout: TEST_MS, signal: calledOff.signal });
  events.on("test:stderr", ({ message }) => process.stderr.write(message));
  events.on("test:pass", ({ name, skip, todo, details }) => {
    if (details.type === "suite") return;
    if (skip === undefined && todo === undefined) outcome.passed += 1;
    else say(`left out: ${[name, skip, todo].filter((words) => typeof words === "string" && words !== "").join(": ")}`);
  });
  events.on("test:fail", ({ name, file, line, details }) => {
    if (details.type === "suite" || failedBelow(details.error)) return;
    outcome.failed += 1;
    say(
      `not ok: ${name} (${relative(ROOT, file ?? "")}:${line ?? 0})\n${inspect(details.error.cause ?? details.error)}\n`,
    );
  });
  events.on("test:summary", ({ file, counts, duration_ms: milliseconds }) => {
    if (file === undefined) return;
    say(`${relative(ROOT, file)}: ${counts.passed} of ${counts.tests}, ${(milliseconds / 1000).toFixed(1)} s`);
  });
  await finished(events.resume());
  return outcome;
}

/** A test that holds others fails with them; they are told already. */
const failedBelow = (error: Error): boolean => "failureType" in error && error.failureType === "subtestsFailed";
