import { Unacceptable } from "../refusal.ts";

/**
 * Why a file is not read: each a sentence for the person who gave it, and, where there is a way, what would help.
 * Thrown inside the readers alone; `readTree` and `readTreeSafely` give them back as values.
 */
export const unreadable = {
  tooLarge: () => new Unacceptable(413, "This file is larger than 10 MB; a report of that size is not read."),
  empty: () => new Unacceptable(422, "This file is empty."),
  tooSlow: () => new Unacceptable(422, "Reading this file took longer than ten seconds; it was given up."),
  tooHeavy: () => new Unacceptable(422, "Reading this file takes more memory than a report may; it was given up."),
  broke: () => new Unacceptable(422, "This file could not be read; it may be damaged."),

  damaged: () =>
    new Unacceptable(
      422,
      "This Word file is damaged or cut short; open it in the program that wrote it and save it again.",
    ),
  bomb: () =>
    new Unacceptable(422, "This file unpacks to far more than its size, as a zip bomb does; it was not opened."),
  overlapping: () =>
    new Unacceptable(422, "Parts of this file lie over one another, as in a zip bomb; it was not opened."),
  crowded: () => new Unacceptable(422, "This file holds more than 2,000 parts; it was not opened."),
  unsafeNames: () => new Unacceptable(422, "This file holds parts with unsafe names or links; it was not opened."),
  locked: () => new Unacceptable(422, "This file is protected by a password; save it without one."),
  entities: () =>
    new Unacceptable(422, "This file declares its own XML entities, which no Word program writes; it was not opened."),
  tooDeep: () =>
    new Unacceptable(422, "The parts of this file are nested more deeply than any text; it was not opened."),
  tooLong: () =>
    new Unacceptable(422, "This document has more than 100,000 paragraphs; a report of that length is not read."),
  linked: () =>
    new Unacceptable(
      422,
      "This file loads pictures or other parts from elsewhere; save it with everything inside, then give it again.",
    ),
  macros: () =>
    new Unacceptable(
      422,
      "This Word file carries macros, which are programs; save it as a plain .docx file without them.",
    ),

  archive: () => new Unacceptable(422, "This is an archive, not a report; give the report itself."),
  spreadsheet: () =>
    new Unacceptable(422, "This is a spreadsheet; save the report as a Word document (.docx) or as text."),
  slides: () => new Unacceptable(422, "These are slides; save the report as a Word document (.docx) or as text."),
  openDocument: () =>
    new Unacceptable(422, "This is an OpenDocument file; save it as a Word document (.docx), HTML or text."),
  oldWord: () => new Unacceptable(422, "This is a Word file of the old kind (.doc); save it as .docx."),
  pdf: () => new Unacceptable(422, "This is a PDF; give the Word document or the text that it was made from."),
  richText: () => new Unacceptable(422, "This is an RTF file; save it as a Word document (.docx) or as text."),
  picture: () => new Unacceptable(422, "This is a picture; give the report as a Word document or as text."),
  sound: () => new Unacceptable(422, "This is sound or film; give the report as a Word document or as text."),
  program: () => new Unacceptable(422, "This is a program, not a report."),
  noText: () => new Unacceptable(422, "This file holds no text that can be read; give a Word document, HTML or text."),
};
