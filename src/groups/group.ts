import { z } from "zod";
import { WrittenName } from "../people/written-name.ts";
import { toSay } from "../ui/words.ts";
import type { Rule, RuleSet } from "./rules.ts";

export const OFFICES = ["co-chair", "rapporteur", "secretariat", "safeguard"] as const;
export type OfficeKind = (typeof OFFICES)[number];

/** Addresses that the program itself answers at the top; no group is called so. */
export const RESERVED_SLUGS: readonly string[] = [
  "people",
  "bodies",
  "search",
  "sign-in",
  "sign-out",
  "setup",
  "groups",
  "actions",
  "import",
  "help",
  "about",
  "static",
  "feed",
  "healthz",
  "api",
  "robots",
  "favicon",
  "language",
  "account",
  "mine",
  "invitation",
  "request",
  "grant",
  "conduct",
  "safety",
  "log",
  "mail",
];

const isTimeZone = (zone: string): boolean => {
  try {
    return Boolean(new Intl.DateTimeFormat("en", { timeZone: zone }));
  } catch {
    return false; // Intl knows no other way to say that it does not know a zone.
  }
};

/** Proposed where a zone is asked for: UTC, and a place in each of the zones in which most people live. */
export const TIME_ZONES: readonly string[] = [
  "UTC",
  ...["Abidjan", "Accra", "Cairo", "Casablanca", "Dakar", "Johannesburg", "Kigali", "Lagos", "Nairobi", "Tunis"].map(
    (place) => `Africa/${place}`,
  ),
  ...["Bogota", "Lima", "Los_Angeles", "Mexico_City", "New_York", "Sao_Paulo"].map((place) => `America/${place}`),
  ...["Bangkok", "Beirut", "Dhaka", "Dubai", "Jakarta", "Karachi", "Kolkata", "Manila", "Shanghai", "Tokyo"].map(
    (place) => `Asia/${place}`,
  ),
  ...["Berlin", "Istanbul", "Kyiv", "London", "Paris", "Zurich"].map((place) => `Europe/${place}`),
  ...["Australia/Sydney", "Pacific/Auckland", "Pacific/Fiji"],
];

/** A zone by its name of the IANA list. */
export const TimeZone = z.string().trim().refine(isTimeZone, "Give a time zone such as UTC or Africa/Nairobi.");

/** All that is asked of a new group. */
export const NewGroup = z.object({ name: WrittenName, timeZone: TimeZone.default("UTC") });
export type NewGroup = z.infer<typeof NewGroup>;

export type Group = {
  id: number;
  slug: string;
  name: string;
  shortName: string | null;
  mandate: string | null;
  parentBody: string | null;
  timeZone: string;
  stakeholderGroups: string[];
  contact: string | null;
  listAddress: string | null;
  isSample: boolean;
  ruleSet: RuleSet;
  /** Single rules that stand otherwise than the set has them. */
  rulesOtherwise: Rule[];
  /** Made to try things out: it can be deleted at once. */
  isTest: boolean;
  /** Since when it can only be read. */
  archivedAt: Date | null;
  /** When it is deleted, where that was asked for. */
  eraseAt: Date | null;
};

export type OfficeHolder = { personId: number; slug: string; name: string; kind: OfficeKind; title: string | null };

/** The title on screen: the group's own, or the plain name of the office. */
export const officeTitle = (office: { kind: OfficeKind; title: string | null }): string =>
  office.title ??
  {
    "co-chair": toSay("Co-chair"),
    rapporteur: toSay("Rapporteur"),
    secretariat: toSay("Secretariat"),
    safeguard: toSay("Safeguard"),
  }[office.kind];
