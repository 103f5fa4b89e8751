import { z } from "zod";
import written from "./matrix.json" with { type: "json" };

/** Standing of an asker in one group, as matrix.json names it; `visitor` and `account` hold everywhere. */
export const ROLES = [
  "visitor",
  "account",
  "suspended",
  "former",
  "member",
  "safeguard",
  "rapporteur",
  "secretariat",
  "co-chair",
] as const;
export type Role = (typeof ROLES)[number];

/** What a rule may rest on besides the role; `own` and `holder` also stand in the place of a role. */
export const FACTS = [
  "own",
  "holder",
  "published",
  "toAll",
  "toMembers",
  "toThosePresent",
  "countsToAll",
  "party",
  "soleOfficer",
  "nowhereHigher",
  "coChairPublishes",
  "chairs",
] as const;
export type Fact = (typeof FACTS)[number];

export const ACTS = ["read", "create", "change", "decide", "publish", "hide", "withdraw", "erase", "appeal"] as const;
export type Act = (typeof ACTS)[number];

export type Resource = keyof typeof written.rules;

/** One rule: who may do what to which thing (or to one field of it), when all of its facts hold. */
export type Rule = {
  resource: Resource;
  act: Act;
  /** null: the thing as a whole, and each field that no rule names for this act. */
  field: string | null;
  /** A standing role, or whoever the thing is one's own, or holds a link or grant for it. */
  who: Role | "own" | "holder";
  when: readonly { fact: Fact; not: boolean }[];
};

/** "member when published and not party" */
const Allowed = z.string().transform((text, context): Pick<Rule, "who" | "when"> => {
  const [, who, when] = /^([\w-]+)(?: when (.+))?$/.exec(text) ?? [];
  const read = z
    .object({ who: z.enum([...ROLES, "own", "holder"]), when: z.array(Term) })
    .safeParse({ who, when: when?.split(" and ") ?? [] });
  if (read.success) return read.data;
  context.addIssue({ code: "custom", message: `"${text}" is no rule` });
  return z.NEVER;
});
const Term = z
  .string()
  .regex(/^(not )?\w+$/)
  .transform((text) => ({ fact: text.replace(/^not /, ""), not: text.startsWith("not ") }))
  .pipe(z.object({ fact: z.enum(FACTS), not: z.boolean() }));

const isResource = (name: string): name is Resource => name in written.rules;
const Matrix = z.object({
  roles: z.record(z.enum(ROLES), z.array(z.enum(ROLES))),
  facts: z.record(z.enum(FACTS), z.string()),
  rules: z.record(z.string().refine(isResource), z.record(z.string(), z.array(Allowed))),
});
const matrix = Matrix.parse(written);

/** Every rule of matrix.json, one by one. What none allows is denied. */
export const RULES: readonly Rule[] = Object.entries(matrix.rules).flatMap(([resource, acts]) =>
  Object.entries(acts).flatMap(([key, allowed]) => {
    const [act, field = null] = key.split(" ");
    return allowed.map((rule) => ({
      resource: z.string().refine(isResource).parse(resource),
      act: z.enum(ACTS).parse(act),
      field,
      ...rule,
    }));
  }),
);

/** A role with all that it implies. */
export const impliedBy = (role: Role): readonly Role[] => [role, ...matrix.roles[role].flatMap(impliedBy)];
