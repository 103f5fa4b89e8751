/** `npm run docs:kept`: writes docs/what-is-kept.md. */
import { writeFile } from "node:fs/promises";
import { keptDocument } from "./kept-document.ts";

await writeFile(new URL("../../docs/what-is-kept.md", import.meta.url), keptDocument());
console.log("docs/what-is-kept.md is written.");
