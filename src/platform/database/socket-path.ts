import { openSync } from "node:fs";
import { basename, dirname, relative } from "node:path";
import { Trouble } from "../trouble.ts";

/** sun_path is 108 bytes on Linux and 104 on macOS, the closing zero included. */
const LIMIT_BYTES = process.platform === "darwin" ? 103 : 107;

/** Folders held open to name a socket below them; one a folder for the life of the process. */
const held = new Map<string, number>();

/** A name of the socket that fits into the address: as it is, seen from here, or through an open folder (Linux). */
export function reachableSocketPath(path: string): string {
  const near = relative(process.cwd(), path);
  for (const name of [path, near]) if (Buffer.byteLength(name) <= LIMIT_BYTES) return name;
  if (process.platform !== "linux") {
    throw new Trouble(`The path of the data folder is too long for a socket: start in the folder above it (${path}).`);
  }
  const folder = dirname(path);
  const fd = held.get(folder) ?? openSync(folder, "r");
  held.set(folder, fd);
  return `/proc/self/fd/${fd}/${basename(path)}`;
}
