/** `baraza check FILE…`: what a careful co-chair would mend, as a compiler prints it. */
import { basename } from "node:path";
import { BadUsage } from "../platform/trouble.ts";
import { checkOutline } from "./checks/check-report.ts";
import type { EarlierMeeting } from "./checks/rule.ts";
import { outlineOf } from "./reading/outline.ts";
import { treeAt } from "./reading/read-files.ts";
import { reportOf } from "./reading/read-report.ts";
import { type Finding, printedFinding } from "./report.ts";

type Asked = { paths: string[]; json: boolean; style: boolean };
type FoundIn = ReturnType<typeof printedFinding> & { file: string };

/**
 * Exit code 1 where there is an error, 0 with warnings only. Files of one group are checked against those before
 * them in the call, so that a date or a number that was used already is found.
 */
export async function checkCommand(args: string[]): Promise<number> {
  const asked = askedFor(args);
  const series = new Map<string, EarlierMeeting[]>();
  const all: FoundIn[] = [];
  for (const path of asked.paths) {
    const found = (await checkFile(path, series)).map((finding) => ({ file: path, ...printedFinding(finding) }));
    all.push(...found);
    if (!asked.json) await written(found.filter(({ level }) => asked.style || level !== "style").map(asLine));
  }
  if (asked.json) await written([`${JSON.stringify(all, null, 1)}\n`]);
  return all.some(({ level }) => level === "error") ? 1 : 0;
}

function askedFor(args: string[]): Asked {
  const flags = args.filter((arg) => /^--?\p{L}/u.test(arg));
  const unknown = flags.find((flag) => flag !== "--json" && flag !== "--style");
  if (unknown !== undefined) throw new BadUsage(`"${unknown}" is no option of check; there are --json and --style.`);
  const paths = args.filter((arg) => !flags.includes(arg));
  if (paths.length === 0) throw new BadUsage("Say which files to check: baraza check FILE…");
  return { paths, json: flags.includes("--json"), style: flags.includes("--style") };
}

async function checkFile(path: string, series: Map<string, EarlierMeeting[]>): Promise<Finding[]> {
  const outline = outlineOf(await treeAt(path));
  const report = reportOf(outline, basename(path));
  const { date, meeting_number, next_meeting } = report;
  const name = report.group ?? report.title;
  const earlier = series.get(name ?? "") ?? [];
  if (name !== null) series.set(name, [...earlier, { date, meeting_number, next_meeting }]);
  return checkOutline(report, outline, { earlier, people: [] });
}

/** A finding on no line in particular stands on the first, so that editors can open it. */
const asLine = ({ file, line, rule, message, remedy }: FoundIn): string =>
  `${file}:${line ?? 1}: ${rule}: ${message.replace(/\.$/, "")}: ${remedy}\n`;

/** Waits where the reader of the output is slower than we are. */
function written(lines: string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.write(lines.join(""), (error) => (error == null ? resolve() : reject(error)));
  });
}
