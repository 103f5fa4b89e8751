import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { RULES } from "../../src/access/matrix.ts";
import { appOn } from "../app.ts";
import { testDatabase } from "../database.ts";
import { commandTable, nameOf, routesOf, routeTable, withoutPatterns } from "./route-table.ts";

const { db } = await testDatabase();

test("every route of the program stands in src/access/routes.json with what it asks the matrix", () => {
  const listed = new Set(routeTable().map(({ key }) => key));
  const missing = routesOf(appOn(db).app).filter((key) => !listed.has(key));
  assert.deepEqual(
    missing,
    [],
    `Add a line for each to src/access/routes.json, "METHOD /template": "resource act" as matrix.json calls them (the first decides whether it answers, further ones after " + " govern parts of the answer), or "open: why" for a way in.`,
  );
});

test("every line of routes.json has its route", () => {
  const real = new Set(routesOf(appOn(db).app));
  const idle = routeTable().filter(({ key }) => !real.has(key));
  assert.deepEqual(
    idle.map(({ key }) => key),
    [],
    "The program has no such routes (any more): strike the lines out of src/access/routes.json.",
  );
});

test("no address is answered by two routes, of which one would never be reached", () => {
  const seen = new Set<string>();
  const twice = routesOf(appOn(db).app).filter((key) => seen.size === seen.add(key).size);
  assert.deepEqual(twice, [], "These are registered twice: the later ones never answer.");
});

/** Rules whose pages are being built: strike each out with the route that asks for it. */
const AWAITED = [
  ...["group create", "group change", "group erase"],
  "person decide",
  "account erase",
  ...["agenda change", "recording read", "recording change", "history read"],
];

test("every rule of the matrix is reached by a route or a command", () => {
  const reached = new Set(
    [...routeTable(), ...commandTable()].flatMap(({ gate, parts }) => [...gate, ...parts].map(nameOf)),
  );
  const rules = [...new Set(RULES.map(nameOf))];
  assert.deepEqual(
    rules.filter((name) => !reached.has(name) && !AWAITED.includes(name)),
    [],
    "No line of src/access/routes.json asks for these: name the routes that do, or strike the rules out of matrix.json.",
  );
});

test("every command that routes.json names exists", () => {
  const source = readFileSync(new URL("../../src/cli.ts", import.meta.url), "utf8");
  for (const { name } of commandTable()) assert.match(source, new RegExp(`^ {2}${name}: \\{`, "m"), name);
});

test("a route with patterns is called by its names alone", () => {
  assert.equal(withoutPatterns("/:group/actions/:number{[1-9][0-9]{0,8}}/closure"), "/:group/actions/:number/closure");
});
