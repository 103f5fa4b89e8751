/**
 * A file that is not read, and why in one sentence for the person who gave it.
 * It is thrown inside the readers only; `readTreeSafely` and `readDocx` give it back as a value.
 */
export class Refusal extends Error {
  readonly sentence: string;

  constructor(sentence: string) {
    super(sentence);
    this.sentence = sentence;
  }
}

export type Refused = { kind: "refused"; sentence: string };

export const DAMAGED =
  "This Word file is damaged or cut short; open it in the program that wrote it and save it again.";
export const TOO_LONG = "Reading this file took longer than ten seconds; it was given up.";
export const TOO_HEAVY = "Reading this file takes more memory than a report may; it was given up.";
