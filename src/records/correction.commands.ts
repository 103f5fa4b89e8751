import { outcomesFollow } from "../actions/outcome.queries.ts";
import type { Database } from "../platform/database/database.ts";
import { readMarkdown } from "../platform/formats/markdown.ts";
import type { Beside } from "../texts/block.commands.ts";
import type { Block } from "../texts/text.ts";
import {
  type KeptIntervention,
  listInterventionsOfBlock,
  replaceInterventions,
} from "./block-interventions.queries.ts";
import { readReport } from "./reading/read-report.ts";

/** Keeps what was born in a block true to its new words: who said what is read anew, what came out follows. */
export const keepTrue: Beside = async (trx, before, after) => {
  if (before === null || before.body === after.body) return;
  await outcomesFollow(trx, after.id, before.body, after.body);
  await readSpeechAnew(trx, after);
};

async function readSpeechAnew(trx: Database, block: Block): Promise<void> {
  const kept = await listInterventionsOfBlock(trx, block.id);
  const [first] = kept;
  if (!first || kept.every((one) => block.body.includes(one.words))) return;
  const read = readReport(readMarkdown(block.body), { fileName: "" }).sections.flatMap(
    (section) => section.interventions,
  );
  if (read.length === 0) return replaceInterventions(trx, block.id, [{ ...first, words: block.body }]);
  const spoken = read.map((one) => ({
    ...(kept.find((known) => isSameSpeaker(known, one.speaker)) ?? { ...first, personId: null, bodyId: null }),
    speaker: kept.find((known) => isSameSpeaker(known, one.speaker))?.speaker ?? one.speaker,
    act: one.act,
    words: one.text,
  }));
  await replaceInterventions(trx, block.id, spoken);
}

/** "Mark" is the Mark Carvell of before. */
const isSameSpeaker = (known: KeptIntervention, name: string): boolean =>
  known.speaker === name || known.speaker.startsWith(`${name} `) || name.startsWith(`${known.speaker} `);
