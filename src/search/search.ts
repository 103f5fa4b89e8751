/** What is looked for: all of these, each as a word's beginning or as words one after another, and none of those. */
export type Sought = { words: string; phrase: boolean; without: boolean };

/** The longest question, in characters, and the most words in it; the rest is not looked at. */
export const LONGEST_QUESTION = 200;
const MOST_WORDS = 16;

/** `"open data" parliament -draft`: words in quotes stand together, a minus leaves out. Anything can be typed. */
export function soughtIn(question: string): Sought[] {
  const found = question
    .normalize("NFC")
    .replace(/[“”„«»]/g, '"')
    .slice(0, LONGEST_QUESTION)
    .matchAll(/(-?)"([^"]*)"?|(-?)([^\s"]+)/g);
  const sought = [...found].map(([, minusPhrase, phrase, minus, word]) => ({
    words: phrase ?? word ?? "",
    phrase: phrase !== undefined,
    without: (minusPhrase ?? minus) === "-",
  }));
  return sought.filter(({ words }) => /[\p{L}\p{N}]/u.test(words)).slice(0, MOST_WORDS);
}

/** Stand for the beginning and the end of a marked word until the text is escaped: no text holds them (they are taken out). */
export const MARK_BEGIN = "\ue000";
export const MARK_END = "\ue001";

export type FoundBlock = {
  groupName: string;
  address: string;
  number: number;
  heldOn: string | null;
  kind: string;
  /** The words around what was found, with the marks. */
  excerpt: string;
};
export type FoundMeeting = { groupName: string; title: string; address: string; heldOn: string | null };
export type FoundPerson = { slug: string; name: string };
