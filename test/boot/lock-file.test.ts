import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { z } from "zod";
import { ROOT } from "../architecture.ts";

const Packages = z.record(z.string(), z.object({ optionalDependencies: z.record(z.string(), z.string()).optional() }));
const LockFile = z.object({ packages: Packages });

/** npm leaves out what it cannot look up on the machine that writes the lock file, and then `npm ci` refuses it anywhere. */
test("the lock file names the packages of every machine, not only of the one that wrote it", () => {
  const { packages } = LockFile.parse(JSON.parse(readFileSync(join(ROOT, "package-lock.json"), "utf8")));
  const wanted = Object.entries(packages).flatMap(([place, { optionalDependencies }]) =>
    Object.keys(optionalDependencies ?? {}).filter(
      (name) =>
        packages[`${place}/node_modules/${name}`] === undefined && packages[`node_modules/${name}`] === undefined,
    ),
  );
  assert.deepEqual(wanted, []);
});
