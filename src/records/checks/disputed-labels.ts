/** The closing part of docs/checks.md. */
export const DISPUTED_LABELS = `## Measured, and in doubt

\`npm run bench:checks\` runs the checks on the two reference reports of the corpus and has its scorer compare them
with the labels, by kind and line. No label is disputed. These are held with a doubt; all but the
last are matters of style here, so that a well-formed report prints nothing:

- \`participants-missing\` where the report itself says that the list is given on request: a group may decide so. It is
  an error only where the sentence and the report contradict each other (\`disclosure-against-annex\`).
- \`first-name-only\` after the full name was given: usual in running text.
- \`list-order-broken\`, \`affiliation-variant\`, \`participant-format-inconsistent\`: true, and no reader is misled.
- \`link-suspect\` by the length of an identifier: right for the addresses seen, and nothing promises that it stays so.

These two reports lay open while the rules were written, so the figure says less than one on reports of other groups.
For those, \`src/records/checks/injected-faults.txt\` puts each fault
into clean reports of three forms, in several ways of writing it, and expects exactly that finding and no other.

Not found, and known: a fault in a form of list or heading that the reader does not read; an answer that is given
without naming who gives it; a promise whose action stands in another report; a day written in figures only
("05/03/24") against its weekday where day and month could change places.
`;
