import type { Claim } from "../../accounts/claim.ts";
import type { Frame } from "../../groups/place.ts";
import type { Named } from "../../people/named.ts";
import {
  button,
  errorSummary,
  type FieldErrors,
  type FormGuard,
  form,
  hidden,
  press,
  select,
  textArea,
  textField,
} from "../../ui/form.ts";
import { bdi, type Fill, type Html, html } from "../../ui/html.ts";
import { page } from "../../ui/page.ts";
import { emptyRoom, row, rows } from "../../ui/parts.ts";
import { shortDay } from "../../ui/time.ts";
import type { Words } from "../../ui/words.ts";
import type { Candidate, ShownClaim } from "./claiming.ts";

export type OwnClaim = {
  told: Fill;
  /** The person as whom this account stands. */
  person: Named | null;
  last: Claim | undefined;
  groups: readonly { slug: string; name: string }[];
  typed: { group: string; name: string; words: string };
  errors: FieldErrors;
};

/** Who this account is here: a person whom a group names, or a pseudonym for as long as it likes. */
export function ownPersonPage(frame: Frame, own: OwnClaim, guard: FormGuard): Html {
  const { t, rich } = frame.words;
  const title = t("Who you are here");
  return page({
    ...{ ...frame, title, robots: "noindex", sensitive: true },
    main: html`${own.told}<h1>${title}</h1>
      ${
        own.person
          ? html`<p>${rich("You are {name}.", { name: html`<a href="/people/${own.person.slug}">${bdi(own.person.name)}</a>` })}</p>
      <details><summary>${t("I am not this person")}</summary><p>${t("Your account then keeps its own name and has no office and no membership from that moment on.")}</p>${press("/account/person/giving-up", guard, t("I am not this person"))}</details>`
          : own.last?.state === "waiting"
            ? html`<p>${rich("You said that you are {name} in {group}. An office holder of the group looks at it; until then nothing changes.", { name: bdi(own.last.name), group: bdi(own.last.groupName) })}</p>${press("/account/person/withdrawal", guard, t("Take it back"))}`
            : claimForm(frame.words, own, guard)
      }`,
  });
}

function claimForm({ t }: Words, { last, groups, typed, errors }: OwnClaim, guard: FormGuard): Html {
  return html`${last?.state === "declined" && html`<p>${t("What you said last was declined.")}</p>`}
    <p>${t("Nobody needs to say so: an account may stay under a name of its own. If a group names you in its records, you can say who you are.")}</p>
    ${errorSummary(t("Please look at this again:"), errors)}
    ${form(
      "/account/person",
      guard,
      html`${select({ name: "group", label: t("Group"), value: typed.group, error: errors.group, choices: groups.map((one) => ({ value: one.slug, label: one.name })) })}
      ${textField({ name: "name", label: t("Your name, as reports write it"), value: typed.name, error: errors.name, required: true, autocomplete: "name" })}
      ${textArea({ name: "words", label: t("How they know that it is you"), hint: t("Only office holders of this group read it."), value: typed.words, error: errors.words, rows: 3 })}
      <p>${button(t("This is me"), { main: true })}</p>`,
    )}`;
}

/** The claims that wait for an office holder of the group. */
export function claimsPage(
  frame: Frame,
  at: string,
  shown: { told: Fill; claims: readonly ShownClaim[]; searched: string },
  guard: FormGuard,
): Html {
  const { t } = frame.words;
  const title = t("Who says who they are");
  return page({
    ...{ ...frame, title, robots: "noindex" },
    main: html`${shown.told}<h1>${title}</h1>
      ${
        shown.claims.length === 0
          ? emptyRoom(
              t("Nobody waits. Who has an account and is named in your records can say so; it will stand here."),
            )
          : html`<p>${t("Confirm only whom you know, by another way than this page: whoever it is stands as that person from then on.")}</p>${rows(shown.claims.map((one) => claimRow(frame.words, at, one, guard)))}
      <form method="get" action="${at}"><div class="line">${textField({ name: "name", label: t("Look for another name"), value: shown.searched })}<p class="field">${button(t("Search"))}</p></div></form>`
      }`,
  });
}

function claimRow(words: Words, at: string, { claim, candidates }: ShownClaim, guard: FormGuard): Html {
  const { t, rich } = words;
  const one = (candidate: Candidate): Html =>
    html`<p><a href="/people/${candidate.slug}">${bdi(candidate.name)}</a> ${
      candidate.signsIn
        ? html`<span class="soft">${t("signs in here already")}</span>`
        : form(
            `${at}/${claim.id}/confirmation`,
            guard,
            html`${hidden("person", candidate.slug)}${button(t("Yes, it is them"))}`,
            { quiet: true },
          )
    }</p>`;
  return row({
    id: `claim-${claim.id}`,
    what: rich("{account} says: I am {name}.", { account: bdi(claim.accountName), name: bdi(claim.name) }),
    more: [shortDay(words, claim.madeOn), claim.words !== null && bdi(claim.words)],
    presses: html`${candidates.length === 0 ? html`<p>${t("Your records name nobody so.")}</p>` : candidates.map(one)}${press(`${at}/${claim.id}/refusal`, guard, t("No"))}`,
  });
}
