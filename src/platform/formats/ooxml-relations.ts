import { posix } from "node:path";
import type { OoxmlPackage } from "./ooxml-package.ts";
import { attribute, readXml } from "./ooxml-xml.ts";
import { unreadable } from "./unreadable.ts";

/**
 * External targets that a text may name, none of which is ever opened: a hyperlink is words to click on, and the
 * template of a document is named by Word in every file of an organisation.
 */
const HARMLESS_EXTERNALS = new Set(["hyperlink", "attachedTemplate"]);

/** `kind` is the last word of the relationship's type ("styles", "hyperlink"); Strict and Transitional agree on it. */
export type Relation = { id: string; kind: string; target: string; external: boolean };

/** What a part refers to. Targets inside the package come as part names, those that would leave it are left out. */
export async function relationsOf(from: OoxmlPackage, part: string): Promise<Relation[]> {
  const folder = part === "" ? "" : posix.dirname(part);
  const bytes = await from.unpack(posix.join(folder, "_rels", `${posix.basename(part)}.rels`));
  if (bytes === null) return [];
  const relations: Relation[] = [];
  for (const element of readXml(bytes).children) {
    const target = attribute(element, "Target") ?? "";
    const external = attribute(element, "TargetMode") === "External";
    const inside = external ? target : partName(folder, target);
    if (element.name !== "rel:Relationship" || inside === null) continue;
    const kind = (attribute(element, "Type") ?? "").split("/").at(-1) ?? "";
    relations.push({ id: attribute(element, "Id") ?? "", kind, target: inside, external });
  }
  return relations;
}

/** Looks through every part's relations; a picture, object or frame from elsewhere is a way to call home. */
export async function refuseLinkedParts(from: OoxmlPackage): Promise<void> {
  for (const name of from.names) {
    if (!name.endsWith(".rels")) continue;
    const part = posix.join(posix.dirname(posix.dirname(name)), posix.basename(name, ".rels"));
    for (const relation of await relationsOf(from, part === "." ? "" : part)) {
      if (relation.external && !HARMLESS_EXTERNALS.has(relation.kind)) throw unreadable.linked();
    }
  }
}

function partName(folder: string, target: string): string | null {
  const joined = target.startsWith("/") ? posix.normalize(target) : posix.normalize(posix.join("/", folder, target));
  return joined.includes(":") ? null : joined.slice(1);
}
