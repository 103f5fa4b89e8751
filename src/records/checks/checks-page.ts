import { RULES } from "./check-report.ts";
import { DISPUTED_LABELS } from "./disputed-labels.ts";
import type { Rule } from "./rule.ts";

/** docs/checks.md, made from the rules themselves. */
export function checksPage(): string {
  const families = RULES.map(({ family, rules }) => `## ${family}\n\n${rules.map(section).join("\n")}`);
  return `${HEAD}\n${contents()}\n${families.join("\n")}\n${DISPUTED_LABELS}`;
}

const HEAD = `# What is checked

<!-- Made by "npm run docs:checks" from src/records/checks. Do not edit. -->

\`baraza check FILE…\` reads reports and prints what a careful co-chair would mend, as a compiler does:

    minutes.md:12: meeting-number: The report says meeting 12 and meeting 13.: Keep the number that …

A finding has one of three levels. An **error** contradicts itself or leads nowhere; the exit code is 1.
A **warning** leaves something open. **Style** is shown with \`--style\`. \`--json\` prints an array of all
findings of every level, each with its file, \`kind\`, \`rule\`, \`level\`, \`line\`, \`words\`, \`message\` and
\`remedy\`. What could not be read at all is an error named \`unreadable\`.
Files of one group in one call are also checked against those before them. Nothing is ever changed by a check.
`;

const contents = (): string =>
  `${RULES.flatMap(({ rules }) => rules)
    .map(({ name, level, kind }) => `- [${name}](#${name}), ${level}, \`${kind}\``)
    .join("\n")}\n`;

const section = ({ name, level, reason, example }: Rule): string =>
  `### ${name}\n\n${reason} (${level})\n\n${indented(example.report)}\n\n> ${example.said}\n`;

const indented = (text: string): string =>
  text
    .trimEnd()
    .split("\n")
    .map((line) => (line === "" ? "" : `    ${line}`))
    .join("\n");
