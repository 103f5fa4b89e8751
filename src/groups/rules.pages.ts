import { button, checkbox, type FormGuard, form, radios } from "../ui/form.ts";
import { type Fill, type Html, html } from "../ui/html.ts";
import { page } from "../ui/page.ts";
import { toSay, type Words } from "../ui/words.ts";
import type { Group } from "./group.ts";
import type { Frame } from "./place.ts";
import { isAwake, RULE_SET_WORDS, RULE_SETS, RULE_WORDS, RULES, rulesOf } from "./rules.ts";

export const RULE_SENTENCES = {
  "group.rules set": toSay("The rules are changed."),
  "group.rules taken back": toSay("Taken back."),
};

/** How the group works: for everyone to read, for a co-chair to change. */
export function rulesPage(
  frame: Frame,
  group: Group,
  officers: number,
  desk: { guard: FormGuard; told: Fill } | null,
  discloses: boolean,
): Html {
  const { words } = frame;
  const title = words.t("Rules of the group");
  const holding = rulesOf(group);
  return page({
    ...frame,
    title,
    main: html`<h1>${title}</h1>${desk?.told}
      <p><b>${words.t(RULE_SET_WORDS[group.ruleSet].name)}</b>. ${words.t(RULE_SET_WORDS[group.ruleSet].sentence)}</p>
      ${holding.length > 0 && html`<ul>${holding.map((rule) => html`<li>${words.t(RULE_WORDS[rule])}${!isAwake(rule, officers) && html` <span class="soft">(${words.t("rests now")})</span>`}</li>`)}</ul>`}
      ${desk && html`${setForm(words, group, desk.guard)}${ruleForm(words, group, desk.guard)}`}
      ${discloses && html`<p class="as"><a href="/${group.slug}/disclosure">${words.t("What the group discloses")}</a></p>`}`,
  });
}

const setForm = ({ t }: Words, { slug, ruleSet }: Group, guard: FormGuard): Html =>
  form(
    `/${slug}/rules`,
    guard,
    html`${radios({
      name: "ruleSet",
      label: t("How we work"),
      value: ruleSet,
      choices: RULE_SETS.map((value) => ({
        value,
        label: html`<b>${t(RULE_SET_WORDS[value].name)}</b>: ${t(RULE_SET_WORDS[value].sentence)}`,
      })),
    })}<p>${button(t("Work so"), { main: true })}</p>`,
  );

const ruleForm = ({ t }: Words, group: Group, guard: FormGuard): Html =>
  html`<h2>${t("One by one")}</h2>${form(
    `/${group.slug}/rules/single`,
    guard,
    html`${RULES.map((rule, place) => checkbox({ name: "rule", id: `f-rule-${place}`, label: t(RULE_WORDS[rule]), value: rule, checked: rulesOf(group).includes(rule) }))}
    <p>${button(t("Keep these rules"))}</p>`,
  )}`;
