/** `baraza read FILE…`: the reports in files as a JSON array, one element a file, in the order given. */
import { BadUsage } from "../platform/trouble.ts";
import { readOne } from "./reading/read-files.ts";
import { printedFinding } from "./report.ts";

/** Written report by report, so that a thousand files take no more memory than the largest. Exit code 1 where a file could not be read. */
export async function readCommand(paths: string[]): Promise<number> {
  if (paths.length === 0) throw new BadUsage("Say which files to read: baraza read FILE…");
  let refused = 0;
  for (const [index, path] of paths.entries()) {
    const report = await readOne(path);
    for (const fault of report.faults)
      process.stderr.write(`${path}${fault.line === null ? "" : `:${fault.line}`}: ${fault.words}\n`);
    if (report.faults.some((fault) => fault.line === null)) refused += 1;
    await written(
      `${index === 0 ? "[\n" : ",\n"}${JSON.stringify({ ...report, lint: report.lint.map(printedFinding) }, null, 1)}`,
    );
  }
  await written("\n]\n");
  return refused > 0 ? 1 : 0;
}

/** Waits where the reader of the output is slower than we are. */
function written(text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.write(text, (error) => (error == null ? resolve() : reject(error)));
  });
}
