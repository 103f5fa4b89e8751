import type { Hono } from "hono";

export type Route = { method: string; template: string };

/** Every route of the program, without what stands before all of them. */
export function routesOf(app: Hono): Route[] {
  const routes = app.routes
    .filter(({ method, path }) => method !== "ALL" && !path.endsWith("*"))
    .map(({ method, path }) => ({ method, template: path }));
  return [...new Map(routes.map((route) => [`${route.method} ${route.template}`, route])).values()];
}

/** One word of each form that parameters have. */
const FORMS = ["1", "9.md", "9.ics", "0/000", "00000000-0000-4000-8000-000000000000", "a.csv", "a.json", "2026-01-01"];

/**
 * An address that a route answers to: each parameter takes what `known` has under its name, and where that does not fit
 * the parameter's form, or nothing is known, the first of `words` that fits.
 */
export function addressOf({ template }: Route, known: Record<string, string>, words: readonly string[]): string {
  return template
    .split(/\/(?![^{]*\})/)
    .map((step) => {
      const [, name = "", form = ".+"] = /^:(\w+)(?:\{(.*)\})?\??$/.exec(step) ?? [];
      if (name === "") return step;
      const fitting = [known[name] ?? [], words, FORMS].flat().find((word) => new RegExp(`^(?:${form})$`).test(word));
      if (fitting === undefined) throw new Error(`No word fits ${step} of ${template}: give it one.`);
      return encodeURIComponent(fitting);
    })
    .join("/");
}
