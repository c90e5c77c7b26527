import type { OutputOf } from "@warmline/shared/api/endpoint.ts";
import { cases, type Case } from "@warmline/shared/cases/model.ts";
import { noteCase } from "@warmline/shared/cases/notes.ts";
import type { ChangedCase } from "@warmline/shared/cases/rows.ts";
import { inLanguage } from "@warmline/shared/knowledge/in-both.ts";
import {
  knowledgeItems,
  knowledgeVersions,
  type KnowledgeVersion,
} from "@warmline/shared/knowledge/model.ts";
import type { noteRun as wire } from "@warmline/shared/knowledge/run-api.ts";
import { run, type Asked, type Step } from "@warmline/shared/knowledge/script.ts";
import { mapOk, ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { formatMessage } from "@warmline/shared/messages/index.ts";
import type { Language } from "@warmline/shared/messages/format.ts";
import { replace } from "@warmline/shared/store/write.ts";
import { command } from "../../platform/commands/command.ts";
import type { Reads } from "../../platform/commands/guarded-reads.ts";

type RunInput = { readonly id: string } & OutputOf<NonNullable<typeof wire.body>>;

/** A run that has come to an outcome, of a version of a script. */
interface Finished {
  readonly number: string;
  readonly version: KnowledgeVersion;
  readonly outcome: Extract<Step, { readonly kind: "outcome" }>;
  readonly asked: readonly Asked[];
}

type RunCode = "knowledge-version-unknown" | "run-unfinished";

interface Noting {
  readonly caseRecord: Case;
  readonly finished: Result<Finished, RunCode>;
}

/**
 * 排查结果写入工单, run anew by the version that was run, so that nothing stands on a case that no
 * script asks. Refusals, in this order: `not-found` of the case, `out-of-scope`,
 * `knowledge-version-unknown`, `run-unfinished`, then those of `noteCase`.
 */
export const noteRun = command({
  name: "knowledge.note-run",
  mutex: ({ id }: RunInput) => `cases/${id}`,
  async load(reads, input): Promise<Result<Noting, "not-found" | RunCode>> {
    const caseRecord = await reads.get(cases, input.id);
    if (caseRecord === null) return refuse("not-found");
    return ok({ caseRecord, finished: await finishedRun(reads, input) });
  },
  scope: ({ caseRecord: { branchId } }) => ({ branchId }),
  decide({ caseRecord, finished }, { itemId }, moment) {
    if (!finished.ok) return finished;
    const note = noteOf(finished.value, moment.caller.language);
    return mapOk(noteCase(caseRecord, moment, note), (next) => ({
      value: changedCase({ ...next, rev: caseRecord.rev + 1 }),
      writes: [replace(cases, caseRecord, next)],
      subjects: [`${cases.name}/${caseRecord.id}`, `${knowledgeItems.name}/${itemId}`],
    }));
  },
});

/** Refusals, in this order: `knowledge-version-unknown`, `run-unfinished`. */
async function finishedRun(
  { unguarded }: Reads,
  { itemId, version: place, answers }: RunInput,
): Promise<Result<Finished, RunCode>> {
  const [item, version] = await Promise.all([
    unguarded.get(knowledgeItems, itemId),
    unguarded.get(knowledgeVersions, `${itemId}/${place}`),
  ]);
  if (item === null || version === null) return refuse("knowledge-version-unknown");
  const { content } = version;
  const course = content.kind === "script" ? run(content.steps, answers) : null;
  if (course?.at.kind !== "outcome") return refuse("run-unfinished");
  return ok({ number: item.number, version, outcome: course.at, asked: course.asked });
}

/** For whoever works on it: one line a question, and the outcome last. */
function noteOf({ number, version, outcome, asked }: Finished, language: Language): string {
  const { content } = version;
  const lines = asked.map(({ question, answer }) =>
    formatMessage(language, "knowledge.run.asked", {
      question: inLanguage(question, language),
      answer: inLanguage(answer, language),
    }),
  );
  const title = inLanguage(content.title, language);
  const of = { number, version: version.version, title };
  return [
    formatMessage(language, "knowledge.run.of", of),
    ...lines,
    formatMessage(language, "knowledge.run.outcome", {
      result: formatMessage(language, `knowledge.result.${outcome.result}`),
      text: inLanguage(outcome.text, language),
    }),
  ].join("\n");
}

function changedCase({ id, number, rev, state }: Case): ChangedCase {
  return { id, number, rev, state };
}
