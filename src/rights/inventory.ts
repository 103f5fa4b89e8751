import { z } from "zod";
import { toSay } from "../ui/words.ts";
import written from "./inventory.json" with { type: "json" };

/** Kinds of data, as a person is told of them. */
export const KINDS = [
  "account",
  "sign-ins",
  "persons",
  "bodies",
  "groups",
  "standing",
  "record",
  "lists",
  "actions",
  "imports",
  "requests",
  "conduct",
  "mail",
  "log",
  "technical",
] as const;
export type Kind = (typeof KINDS)[number];

/** What erasing does with the rows about somebody, and whether it comes with the account or with the person. */
export const ERASURES = ["gone", "ended", "blanked", "stays"] as const;
export type Erasure = (typeof ERASURES)[number];

const Table = z.strictObject({
  kind: z.enum(KINDS),
  /** Columns that say whom a row is about. None: it is about nobody in particular. */
  about: z.record(z.string(), z.enum(["account", "person"])).default({}),
  /** Columns that look as if they named somebody and are about nobody. */
  notAbout: z.array(z.string()).default([]),
  erase: z.enum(ERASURES).default("stays"),
  with: z.enum(["account", "person"]).optional(),
  /** Whether the rows go into the file of somebody's own data; not where they hold more of others than of them. */
  own: z.boolean().default(true),
  /** What is written over; "now" is the instant, "{id}" the row's number. */
  blank: z.record(z.string(), z.string().nullable()).default({}),
});
export type InventoryTable = z.infer<typeof Table> & { name: string };

/** Every table of the database, in the order of inventory.json: what it holds of whom, and what erasing leaves of it. */
export const INVENTORY: readonly InventoryTable[] = Object.entries(z.record(z.string(), Table).parse(written)).map(
  ([name, table]) => ({ name, ...table }),
);

type Said = { what: string; seenBy: string; until: string; erased: string };

/** What each kind is, in the words of the page that says what is kept. */
export const KIND_WORDS: Record<Kind, Said> = {
  account: {
    what: toSay(
      "How you get in: the name you are shown by, your address if you gave one, your passkeys; of codes and links only fingerprints.",
    ),
    seenBy: toSay("You; your address also the secretariat of your groups."),
    until: toSay("Until you erase your account."),
    erased: toSay("It goes."),
  },
  "sign-ins": {
    what: toSay("That you are signed in, since which day. Not from where, and not with what."),
    seenBy: toSay("You."),
    until: toSay("Until you sign out, or its time is over."),
    erased: toSay("It goes."),
  },
  persons: {
    what: toSay("Who is named in records: names, for whom they speak, since when."),
    seenBy: toSay("Members of the groups that name them."),
    until: toSay("As long as a record names them."),
    erased: toSay("It goes, if you ask for that too."),
  },
  bodies: {
    what: toSay("Institutions and offices, with their names over time."),
    seenBy: toSay("Everyone."),
    until: toSay("For good."),
    erased: toSay("Nothing: it is about nobody in particular."),
  },
  groups: {
    what: toSay("The groups: name, mandate, rules, contact."),
    seenBy: toSay("Everyone."),
    until: toSay("Until the group is deleted."),
    erased: toSay("Nothing: it is about nobody in particular."),
  },
  standing: {
    what: toSay("Who is a member and who holds which office, from when until when."),
    seenBy: toSay("Offices: everyone. Members: members of the group."),
    until: toSay("Until the group is deleted."),
    erased: toSay("It ends that day; the dates stay, without a name if your name goes too."),
  },
  record: {
    what: toSay("What the group wrote: agendas, reports with every state they had, who said what."),
    seenBy: toSay("Everyone once it is published; before that, office holders."),
    until: toSay("For good: it is the group's record."),
    erased: toSay(
      "The words of a report stay, as the group's record. Your name leaves the index of who said what, if you ask for that too.",
    ),
  },
  lists: {
    what: toSay("Who was at a meeting, and in which role."),
    seenBy: toSay("Whoever the group or the meeting discloses it to."),
    until: toSay("As long as the group keeps names; it can let them give way to counts."),
    erased: toSay("Your entry becomes a line without a name, if you ask for that too."),
  },
  actions: {
    what: toSay("Actions and who does them, decisions, recommendations, open questions."),
    seenBy: toSay("Whoever may read the report from which they came."),
    until: toSay("For good: it is the group's record."),
    erased: toSay("Your name as an owner goes, if you ask for that too."),
  },
  imports: {
    what: toSay("Reports as files, as they came in."),
    seenBy: toSay("Office holders of the group."),
    until: toSay("Two years after they were taken in; the record stays."),
    erased: toSay("They stay until then: they are the group's."),
  },
  requests: {
    what: toSay("Who asked for a list or a recording, why, and who was granted what."),
    seenBy: toSay("Office holders; everyone sees the register without names."),
    until: toSay("Two years after the decision."),
    erased: toSay("Your name and your words go."),
  },
  conduct: {
    what: toSay("What was reported, hidden, appealed."),
    seenBy: toSay("Who looks after conduct; whose words it is about, without who reported."),
    until: toSay("Hidden words for 90 days after the last appeal could be made; counts for good."),
    erased: toSay("That it was you who reported goes."),
  },
  mail: {
    what: toSay("Mail that waits to be sent, or could not be delivered."),
    seenBy: toSay("You; what could not be delivered also office holders."),
    until: toSay("The text until it is delivered, the fact for 30 days."),
    erased: toSay("It goes."),
  },
  log: {
    what: toSay("Which account did what to which thing, when, as numbers; beside it, what changed."),
    seenBy: toSay("Office holders, for what they may read."),
    until: toSay("The line for good; what changed until somebody concerned is erased."),
    erased: toSay("The numbered line stays, so that the log can be checked; what it says of you goes."),
  },
  technical: {
    what: toSay("What the program needs to run: its version, forwarding addresses, keys of forms that were sent."),
    seenBy: toSay("Nobody."),
    until: toSay("Keys of forms for 30 days, the rest for good."),
    erased: toSay("What is about you goes."),
  },
};
