import { spawn } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import type { Progress } from "../src/platform/progress.ts";
import { Trouble } from "../src/platform/trouble.ts";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const ON_MACOS = [
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/** The browser of the journeys: the one that CHROMIUM names, one on the PATH, or Debian's, installed where this user may. */
export async function chromium(progress: Progress): Promise<string> {
  const named = process.env.CHROMIUM;
  if (named) {
    if (isProgram(named)) return named;
    throw new Trouble(`CHROMIUM names ${named}, which is no program.`);
  }
  return found() ?? (await installed(progress)) ?? refuse();
}

function found(): string | undefined {
  const folders = (process.env.PATH ?? "").split(delimiter).filter((folder) => folder !== "");
  const places = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [...places, ...ON_MACOS].find(isProgram);
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

async function installed(progress: Progress): Promise<string | undefined> {
  if (process.getuid?.() !== 0 || !isProgram("/usr/bin/apt-get")) return undefined;
  await progress.during("Installing Chromium for the journeys: reading what Debian offers", () => apt("update", "-q"));
  const words = ["install", "-q", "-y", "--no-install-recommends", "chromium"];
  await progress.during("Installing Chromium for the journeys", () => apt(...words));
  return found();
}

/** Whether it worked is seen by what stands there afterwards. */
function apt(...words: string[]): Promise<void> {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const child = spawn("/usr/bin/apt-get", words, { env, stdio: "ignore" });
  return new Promise((resolve) => {
    child.once("close", () => resolve());
    child.once("error", () => resolve());
  });
}

function refuse(): never {
  throw new Trouble(
    "The journeys need Chromium: install it (Debian: sudo apt-get install chromium) or name it in CHROMIUM.",
  );
}
