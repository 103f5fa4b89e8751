import type { Hono } from "hono";
import { z } from "zod";
import { type Act, type Resource, RULES } from "../../src/access/matrix.ts";
import written from "../../src/access/routes.json" with { type: "json" };

/** One question that a route puts to the matrix. */
export type Ask = { resource: Resource; act: Act; field: string | null };
/**
 * A route as routes.json has it: "gate & gate + part + part". What stands before the first plus decides whether it
 * answers at all (where several are joined, all of them); each further question, which part of the answer this reader
 * gets. No question: it is open to all, and `why` says why that is right.
 */
export type Route = { key: string; method: string; template: string; gate: Ask[]; parts: Ask[]; why: string | null };

/** "attendance read counts", as the rules of the matrix are called. */
export const nameOf = ({ resource, act, field }: Ask): string =>
  [resource, act, field].filter((word) => word !== null).join(" ");

const KNOWN = new Map(
  RULES.map(({ resource, act, field }) => [nameOf({ resource, act, field }), { resource, act, field }]),
);
const OPEN = "open: ";

function asksIn(key: string, line: string): Pick<Route, "gate" | "parts"> {
  const [gate = "", ...parts] = line.split(" + ");
  return {
    gate: gate.split(" & ").map((name) => askCalled(name, key)),
    parts: parts.map((name) => askCalled(name, key)),
  };
}
function askCalled(name: string, key: string): Ask {
  const ask = KNOWN.get(name);
  if (!ask) throw new Error(`routes.json, "${key}": matrix.json has no rule "${name}".`);
  return ask;
}

const Table = z.record(z.string(), z.string());

/** Every route of routes.json; throws where a line asks for what the matrix does not have. */
export const routeTable = (): Route[] =>
  Object.entries(Table.parse(written.web)).map(([key, line]) => {
    const [method = "", template = ""] = key.split(" ");
    return line.startsWith(OPEN)
      ? { key, method, template, gate: [], parts: [], why: line.slice(OPEN.length) }
      : { key, method, template, ...asksIn(key, line), why: null };
  });

/** Commands of the command line that do what the matrix governs, with what they do. */
export const commandTable = (): ({ name: string } & Pick<Route, "gate" | "parts">)[] =>
  Object.entries(Table.parse(written["command line"])).map(([name, line]) => ({ name, ...asksIn(name, line) }));

/** The routes that a program has, as routes.json calls them: "GET /:group/actions/:number". What stands before all is none. */
export const routesOf = (app: Hono): string[] =>
  app.routes.filter(({ path }) => path !== "/*").map(({ method, path }) => `${method} ${withoutPatterns(path)}`);

/** ":number{[1-9][0-9]{0,8}}" is ":number". */
export function withoutPatterns(path: string): string {
  let depth = 0;
  return [...path]
    .filter((sign) => {
      if (sign === "{") depth++;
      const outside = depth === 0;
      if (sign === "}") depth--;
      return outside;
    })
    .join("");
}
