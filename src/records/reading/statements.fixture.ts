/** For tests: reads a few lines of Markdown as one report whose people are known by full, first and last name. */
import { readMarkdown } from "../../platform/formats/markdown.ts";
import type { Known } from "./named.ts";
import { outlineOf } from "./outline.ts";
import { type Statements, statementsOf } from "./statements.ts";

export const PEOPLE = ["Ada Okoro", "Bruno Lima", "Chen Wei", "Dina Haddad", "Mark Eriksen"];

export function read(markdown: string, people: readonly string[] = PEOPLE, meetingOn = "2031-03-10"): Statements {
  return statementsOf(outlineOf(readMarkdown(markdown)), { known: knownPeople(people), meetingOn });
}

export function knownPeople(people: readonly string[]): Known {
  return {
    person(words) {
      const wanted = words.toLowerCase();
      const meant = people.filter((name) => {
        const parts = name.toLowerCase().split(" ");
        const initials = parts.map((part) => part[0]).join("");
        return name.toLowerCase() === wanted || parts.includes(wanted) || initials === wanted;
      });
      return meant.length === 1 ? (meant[0] ?? null) : null;
    },
  };
}
