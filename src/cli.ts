/** The table of contents of the command line. Each subcommand is read from its file only when it is called. */
import { constants } from "node:os";
import { BadUsage, codeOf, expectedTrouble, Trouble } from "./platform/trouble.ts";

/** Takes the words after the subcommand's name; resolves to the exit code. */
export type Subcommand = (words: string[]) => Promise<number>;

const SUBCOMMANDS: Record<string, { does: string; load: () => Promise<Subcommand> }> = {
  serve: {
    does: "serve the instance in the data folder",
    load: async () => (await import("./serve.command-line.ts")).serve,
  },
  demo: {
    does: "serve a sample group, on a database of its own",
    load: async () => (await import("./demo.command-line.ts")).demo,
  },
  import: {
    does: "take reports in: baraza import FILE or FOLDER … [--group SLUG] [--publish]; or a group that export wrote",
    load: async () => {
      const { onInstance } = await import("./on-instance.command-line.ts");
      const { importCommand } = await import("./records/import.command-line.ts");
      const { beginsAsBackup } = await import("./platform/backup/backup-file.ts");
      const { importGroupCommand } = await import("./moving/move.command-line.ts");
      const voices = { out: process.stdout, err: process.stderr };
      return async (words) => {
        const [file = "", ...more] = words;
        if (more.length > 0 || !(await beginsAsBackup(file)))
          return onInstance("import", (db) => importCommand(words, db, voices, () => new Date()));
        process.stdout.write(`${await onInstance("import", (db) => importGroupCommand(file, db, new Date()))}\n`);
        return 0;
      };
    },
  },
  export: {
    does: "write one group into a file for another server: baraza export GROUP FILE",
    load: async () => {
      const { onInstance } = await import("./on-instance.command-line.ts");
      const { exportCommand } = await import("./moving/move.command-line.ts");
      return async (words) => {
        process.stdout.write(`${await onInstance("export", (db) => exportCommand(words, db, new Date()))}\n`);
        return 0;
      };
    },
  },
  user: {
    does: "let an office holder in: baraza user invite NAME --group SLUG",
    load: async () => {
      const { onInstance } = await import("./on-instance.command-line.ts");
      const { userCommand } = await import("./accounts/user.command-line.ts");
      return async (words) => {
        const link = await onInstance("user", (db, site) => userCommand(words, db, site, new Date()));
        process.stdout.write(`Sign in once, within a day:\n${link}\n`);
        return 0;
      };
    },
  },
  keep: {
    does: "how long things are kept here; or make a time shorter: baraza keep [KIND DAYS]",
    load: async () => {
      const { onInstance } = await import("./on-instance.command-line.ts");
      const { keepCommand } = await import("./rights/keep.command-line.ts");
      return async (words) => {
        process.stdout.write(await onInstance("keep", (db) => keepCommand(words, db)));
        return 0;
      };
    },
  },
  backup: {
    does: "write the whole instance into one file, also while it runs: baraza backup FILE",
    load: async () => (await import("./backup.command-line.ts")).backup,
  },
  restore: {
    does: "put a backup into an empty instance: baraza restore FILE [--replace]",
    load: async () => (await import("./backup.command-line.ts")).restore,
  },
  read: {
    does: "print what reports in files hold, as JSON: baraza read FILE…",
    load: async () => (await import("./records/read.command-line.ts")).readCommand,
  },
  check: {
    does: "print what a co-chair would mend in reports: baraza check FILE… [--style] [--json]",
    load: async () => (await import("./records/check.command-line.ts")).checkCommand,
  },
  log: {
    does: "write the log of all acts, to be kept and checked: baraza log export FILE [--checkpoint FILE]",
    load: async () => {
      const { onInstance } = await import("./on-instance.command-line.ts");
      const { logCommand } = await import("./platform/journal/log.command-line.ts");
      return async (words) => {
        process.stdout.write(await onInstance("log", (db) => logCommand(words, db, new Date())));
        return 0;
      };
    },
  },
  verify: {
    does: "check such a log offline: baraza verify FILE [--checkpoint SAVED]",
    load: async () => {
      const { verify } = await import("../bin/verify.mjs");
      return async (words) => verify(words);
    },
  },
  doctor: {
    does: "say how this instance is, and what must be mended",
    load: async () => (await import("./doctor.command-line.ts")).doctor,
  },
};

const help = (): string =>
  [
    "baraza: the whole life of a working group",
    "",
    ...Object.entries(SUBCOMMANDS).map(([name, { does }]) => `  baraza ${name.padEnd(8)} ${does}`),
    "",
    "Settings come from the environment: docs/operating.md lists them.",
    "",
  ].join("\n");

async function run([name, ...words]: string[]): Promise<number> {
  if (name === undefined || ["help", "--help", "-h"].includes(name)) {
    process.stdout.write(help());
    return 0;
  }
  const subcommand = SUBCOMMANDS[name];
  if (subcommand === undefined) {
    throw new BadUsage(`There is no command "${name}"; there are ${Object.keys(SUBCOMMANDS).join(", ")}.`);
  }
  const act = await subcommand.load();
  return act(words);
}

/** Expected trouble is one sentence; anything else is a bug and shows where it happened. */
function tell(thrown: unknown): number {
  const error = expectedTrouble(thrown);
  if (error instanceof BadUsage || error instanceof Trouble) {
    process.stderr.write(`baraza: ${error.message}\n`);
    return error instanceof BadUsage ? 2 : 1;
  }
  process.stderr.write(`baraza: this is a fault of the program.\n${error instanceof Error ? error.stack : error}\n`);
  return 70; // EX_SOFTWARE of sysexits.h
}

/** Whoever read the output has gone (`baraza read … | head`): nothing more to say. */
process.stdout.on("error", (error) => {
  if (codeOf(error) === "EPIPE") process.exit(128 + constants.signals.SIGPIPE);
  throw error;
});
process.exitCode = await run(process.argv.slice(2)).catch(tell);
process.disconnect?.();
