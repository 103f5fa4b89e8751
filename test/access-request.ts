import { disclosureOfWord } from "../src/access/disclosure.ts";
import type { Database } from "../src/platform/database/database.ts";
import { appOn } from "./app.ts";
import { madeReport } from "./report.ts";

const START = new Date("2026-03-05T14:00:00Z");
const DAY = 86_400_000;

/** A published report whose list is on request, a visitor who asks for it, and a co-chair. */
export async function aRequest(db: Database, given: { rules?: "simple" | "formal"; people?: string[] } = {}) {
  const program = appOn(db);
  program.at.now = new Date(START);
  const made = await madeReport(db, {
    people: given.people ?? ["Hidden Canary", "Other Canary"],
    list: disclosureOfWord("public on request"),
  });
  await db
    .updateTable("working_group")
    .set({ rule_set: given.rules ?? "simple" })
    .execute();
  const chair = await program.as("Carla Chair", made.group);
  const form = await text(program.get(`${made.address}/request?what=list`));
  const typed = {
    ...{ what: "list", name: "Rosa Asker", reason: "A thesis on who attends.", address: "" },
    _seal: /name="_seal" value="([^"]+)"/.exec(form)?.[1] ?? "",
    receipt: /name="receipt" value="([^"]+)"/.exec(form)?.[1] ?? "",
  };
  program.at.now = new Date(START.getTime() + 60_000);
  const answer = await program.post(`${made.address}/request`, typed);
  const [{ id } = { id: 0 }] = await db.selectFrom("access_request").select("id").orderBy("id", "desc").execute();
  const desk = `/${made.group.slug}/requests/${id}`;
  const byReceipt = (path: string, more: Record<string, string> = {}) =>
    program.post(path, { receipt: typed.receipt, ...more });
  return { ...made, program, chair, typed, answer, id, desk, byReceipt };
}

export const text = async (answer: Promise<Response> | Response): Promise<string> => (await answer).text();
export const move = (program: { at: { now: Date } }, days: number): void => {
  program.at.now = new Date(program.at.now.getTime() + days * DAY);
};
export const GRANT = { decision: "whole", answer: "" };
