import { INVENTORY, type InventoryTable, KIND_WORDS, KINDS } from "./inventory.ts";
import { RETENTION } from "./retention.ts";

/** docs/what-is-kept.md, made from the inventory that erasing and the file of one's own data go by. */
export const keptDocument = (): string =>
  [
    "# What is kept where",
    '<!-- Made by "npm run docs:kept" from src/rights/inventory.json. Do not edit. -->',
    "A record of processing: each table of the database, whom its rows are about, and what erasing an account does with them. A table that is not in it fails the tests. Nothing else is kept: no address of a line, no name of a browser, no log of who read what, except each view that a grant allows.",
    ...KINDS.map(section),
    `## Times\n\nMade shorter by \`baraza keep "KIND" DAYS\`; a daily job lets go and writes down how much.\n\n${times()}`,
    "",
  ].join("\n\n");

function section(kind: InventoryTable["kind"]): string {
  const { what, seenBy, until } = KIND_WORDS[kind];
  const tables = INVENTORY.filter((table) => table.kind === kind);
  const facts = `Who sees it: ${seenBy} Until when: ${until}`;
  const table = ["| table | about | when erased |", "| --- | --- | --- |", ...tables.map(tableRow)].join("\n");
  return `## ${kind}\n\n${what}\n\n${facts}${tables.length > 0 ? `\n\n${table}` : ""}`;
}

function tableRow({ name, about, erase, blank, ...table }: InventoryTable): string {
  const whom = Object.entries(about).map(([column, is]) => `${is} (\`${column}\`)`);
  const over = Object.keys(blank).length > 0 ? `: ${Object.keys(blank).join(", ")}` : "";
  const when = whom.length === 0 ? "" : `${erase}${over}${table.with === "person" ? ", with the name" : ""}`;
  return `| \`${name}\` | ${whom.join(", ") || "nobody"} | ${when} |`;
}

const times = (): string =>
  [
    "| kind | days | what |",
    "| --- | --- | --- |",
    ...RETENTION.map(({ kind, days, says }) => `| ${kind} | ${days} | ${says} |`),
  ].join("\n");
