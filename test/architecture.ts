import { readdirSync, readFileSync } from "node:fs";
import { basename, join, normalize } from "node:path/posix";
import { fileURLToPath } from "node:url";
import { DOMAIN_ORDER } from "./domain-order.ts";

/** `path` from the root of the repository, with `/`. */
export type Source = { path: string; text: string };

export const ROOT = fileURLToPath(new URL("..", import.meta.url));
const MOST_LINES = 300;

export function readSources(...folders: string[]): Source[] {
  return folders.flatMap((folder) =>
    filesBelow(folder).map((path) => ({ path, text: readFileSync(join(ROOT, path), "utf8") })),
  );
}

function filesBelow(folder: string): string[] {
  try {
    return readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
      .map((name) => join(folder, name))
      .filter((path) => /\.(ts|sql)$/.test(path))
      .sort();
  } catch {
    return []; // a folder that nobody has needed yet
  }
}

/** What stands against the rules of STYLE, a sentence each; none when the house is in order. */
export function violations(sources: Source[], migrations: Source[]): string[] {
  const tables = readTables(migrations);
  return sources.flatMap((source) => [
    ...tooLong(source),
    ...badName(source),
    ...defaultExport(source),
    ...(isTest(source.path) ? [] : [...imports(source), ...foreignTables(source, tables), ...spokenAloud(source)]),
  ]);
}

const isTest = (path: string): boolean => path.endsWith(".test.ts");
const isCommandLine = (path: string): boolean =>
  path.endsWith(".command-line.ts") || path === "src/main.ts" || path === "src/cli.ts";

function tooLong({ path, text }: Source): string[] {
  const lines = text.trimEnd().split("\n").length;
  return lines > MOST_LINES ? [`${path}: ${lines} lines, at most ${MOST_LINES}: it wants to be two nouns`] : [];
}

function badName({ path }: Source): string[] {
  const bad = /(^|[.-])(index|utils?|helpers?|types)\.ts$/.test(basename(path));
  return bad ? [`${path}: a file is named for what it holds`] : [];
}

function defaultExport({ path, text }: Source): string[] {
  return /^export default\b|^export \{[^}]*\bas default\b/m.test(text) ? [`${path}: no default export`] : [];
}

function spokenAloud({ path, text }: Source): string[] {
  if (isCommandLine(path) || !path.startsWith("src/")) return [];
  return /^(?!\s*(\/\/|\*|\/\*)).*\bconsole\./m.test(text)
    ? [`${path}: only the command line speaks on the console`]
    : [];
}

/** The kinds of a noun, in the order in which they may import each other. What has no kind of these is a model. */
const KINDS = ["model", "queries", "commands", "pages", "routes", "command-line"];

const domainOf = (path: string): string | undefined => /^src\/([^/]+)\//.exec(path)?.[1];
const kindOf = (path: string): string => {
  const kind = basename(path).split(".").at(-2) ?? "";
  return basename(path).split(".").length > 2 && KINDS.includes(kind) ? kind : "model";
};
const rankOf = (domain: string): number => DOMAIN_ORDER.indexOf(domain);

function imports(source: Source): string[] {
  const domain = domainOf(source.path);
  if (domain === undefined) return [];
  if (rankOf(domain) < 0) return [`${source.path}: the domain ${domain} is not in test/domain-order.ts`];
  return importsOf(source).flatMap(({ path, typeOnly }) => {
    const said = `${source.path} imports ${path}`;
    const other = domainOf(path);
    if (other === undefined)
      return outward(source.path, path) ? [`${said}: a domain knows nothing of what is above it`] : [];
    if (rankOf(other) > rankOf(domain)) return [`${said}: ${domain} stands below ${other}`];
    const [own, theirs] = [kindOf(source.path), kindOf(path)];
    if (KINDS.indexOf(theirs) > KINDS.indexOf(own)) return [`${said}: ${own} stands before ${theirs}`];
    const asks = own === "pages" && (theirs === "queries" || theirs === "commands") && !typeOnly;
    return asks ? [`${said}: a page asks nothing of the database`] : [];
  });
}

/** The files directly in src/ are tables of contents; only a command line reads the settings there. */
const outward = (from: string, path: string): boolean =>
  path.startsWith("src/") && !(path === "src/main.ts" && isCommandLine(from));

const IMPORT =
  /^\s*(?:import|export)\s+(type\s)?[^;"']*?from\s+"(\.[^"]+)"|^\s*import\s+"(\.[^"]+)"|\bimport\(\s*"(\.[^"]+)"/gm;

function importsOf({ path, text }: Source): { path: string; typeOnly: boolean }[] {
  return [...text.matchAll(IMPORT)].map((match) => ({
    path: normalize(join(path, "..", match[2] ?? match[3] ?? match[4] ?? "")),
    typeOnly: match[1] !== undefined,
  }));
}

export type Tables = { owner: Map<string, string>; offeredBy: Map<string, string> };

/** `-- owner: people ---` heads the tables of a domain in the migrations; a view is offered by whose tables it reads. */
export function readTables(migrations: Source[]): Tables {
  const owner = new Map<string, string>();
  const offeredBy = new Map<string, string>();
  for (const { text } of migrations) {
    for (const part of text.split(/^-- owner: /m).slice(1)) {
      const domain = /^[a-z]+/.exec(part)?.[0] ?? "";
      for (const [, table = ""] of part.matchAll(/^create table (?:if not exists )?([a-z_]+)/gim))
        owner.set(table, domain);
    }
    for (const [, view = "", body = ""] of text.matchAll(/^create (?:or replace )?view ([a-z_]+) as([^;]*);/gim)) {
      const bases = [...body.matchAll(TABLE_IN_SQL)].flatMap(
        ([, base = ""]) => owner.get(base) ?? offeredBy.get(base) ?? [],
      );
      offeredBy.set(view, bases.sort((a, b) => rankOf(b) - rankOf(a))[0] ?? "");
    }
  }
  return { owner, offeredBy };
}

function foreignTables({ path, text }: Source, { owner, offeredBy }: Tables): string[] {
  const domain = domainOf(path) ?? "";
  return [...new Set(tablesOf(text))].flatMap((table) => {
    const said = `${path} touches the table ${table}`;
    const by = offeredBy.get(table);
    if (by !== undefined) {
      if (kindOf(path) !== "queries") return [`${said}: only queries do`];
      return rankOf(by) > rankOf(domain) ? [`${said}: ${domain} stands below ${by}, which offers it`] : [];
    }
    const of = owner.get(table);
    const own = of === undefined || (domain === of && kindOf(path) === "queries");
    return own ? [] : [`${said}: only the queries of ${of} do`];
  });
}

const KYSELY =
  /\.(?:selectFrom|insertInto|updateTable|deleteFrom|replaceInto|mergeInto|using|[a-z]*[jJ]oin(?:Lateral)?)\(\s*((?:\[[^\]]*\])|"[^"]*")/g;
const SQL = /\bsql(?:<[^`]*?>)?`([^`]*)`/g;
const TABLE_IN_SQL = /\b(?:from|join|into|update|truncate|table)\s+(?:only\s+)?"?([a-z_]+)"?/gi;

function tablesOf(text: string): string[] {
  const asked = [...text.matchAll(KYSELY)].flatMap((call) =>
    [...(call[1] ?? "").matchAll(/"([a-z_]+)(?: as [a-z_]+)?"/g)].map((name) => name[1] ?? ""),
  );
  const written = [...text.matchAll(SQL)].flatMap((query) =>
    [...(query[1] ?? "").matchAll(TABLE_IN_SQL)].map((name) => name[1] ?? ""),
  );
  return [...asked, ...written];
}
