/** Every gate in order, the same here as in CI: `bin/check [gate …] [test file …]`. */
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { progressOn } from "../src/platform/progress.ts";
import { Trouble } from "../src/platform/trouble.ts";
import { ROOT } from "./architecture.ts";
import { chromium } from "./chromium.ts";
import { endTestServer, joinTestServer } from "./database.ts";
import { calledOff, journeyFiles, type Outcome, runTests, testFiles } from "./test-run.ts";

const progress = progressOn(process.stderr);
const say = (line: string): void => void process.stdout.write(`${line}\n`);

const GATES: Record<string, () => Promise<Outcome>> = {
  format: () => command("biome", "format", "."),
  lint: () => command("biome", "lint", "--error-on-warnings", "."),
  types: () => command("tsc", "--noEmit"),
  architecture: () => runTests(["test/architecture.test.ts"], say),
  test: () => withServer(() => runTests(chosen.length > 0 ? chosen : testFiles(), say)),
  journeys: async () => {
    process.env.CHROMIUM = await chromium(progress);
    return withServer(() => runTests(journeyFiles(), say));
  },
  weights: () => command("npm", "run", "weigh"),
};

const words = process.argv.slice(2);
const chosen = words.filter((word) => existsSync(join(ROOT, word)) && word.endsWith(".test.ts"));
const named = words.filter((word) => !chosen.includes(word));
process.exitCode = await check(named.length > 0 ? named : chosen.length > 0 ? ["test"] : Object.keys(GATES));
process.disconnect?.();

async function check(names: string[]): Promise<number> {
  const total: Outcome = { passed: 0, failed: 0 };
  for (const name of names) {
    const gate = GATES[name];
    if (gate === undefined) {
      process.stderr.write(`check: there is no gate "${name}"; there are ${Object.keys(GATES).join(", ")}.\n`);
      return 2;
    }
    const { passed, failed } = await pass(name, gate);
    total.passed += passed;
    total.failed += failed;
  }
  say(`${total.passed} passed, ${total.failed} failed`);
  return total.failed === 0 && total.passed > 0 ? 0 : 1;
}

async function pass(name: string, gate: () => Promise<Outcome>): Promise<Outcome> {
  const began = performance.now();
  say(`── ${name}`);
  const outcome = await gate().then(notEmpty).catch(refused);
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  say(`── ${name}: ${outcome.passed} passed, ${outcome.failed} failed, ${seconds} s`);
  return outcome;
}

function notEmpty(outcome: Outcome): Outcome {
  if (outcome.passed + outcome.failed === 0) throw new Trouble("Nothing was found to run: that passes nothing.");
  return outcome;
}

/** A gate that cannot be tried is not passed. */
function refused(error: unknown): Outcome {
  say(error instanceof Trouble ? error.message : error instanceof Error ? `${error.stack}` : String(error));
  return { passed: 0, failed: 1 };
}

async function withServer(act: () => Promise<Outcome>): Promise<Outcome> {
  const leave = await joinTestServer();
  const end = () => {
    calledOff.abort();
    void endTestServer().finally(() => process.exit(130));
  };
  process.once("SIGINT", end).once("SIGTERM", end);
  try {
    return await act();
  } finally {
    process.off("SIGINT", end).off("SIGTERM", end);
    await leave();
  }
}

/** A command is one check: it shows what it said where it failed. */
async function command(program: string, ...args: string[]): Promise<Outcome> {
  const path = `${join(ROOT, "node_modules/.bin")}:${join(process.execPath, "..")}:${process.env.PATH}`;
  const child = spawn(program, args, {
    cwd: ROOT,
    env: { ...process.env, PATH: path },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const said: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => said.push(chunk));
  child.stderr.on("data", (chunk: Buffer) => said.push(chunk));
  const code = await progress.during([program, ...args].join(" "), () => ended(child));
  if (code !== 0) say(Buffer.concat(said).toString());
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

function ended(child: ReturnType<typeof spawn>): Promise<number | null> {
  return new Promise((resolve, reject) => {
    child.once("close", resolve);
    child.once("error", reject);
  });
}
