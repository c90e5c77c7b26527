import type { FiledCase } from "./filed-case.ts";
import { assert } from "@warmline/shared/kernel/assert.ts";
import { ok, type Result } from "@warmline/shared/kernel/result.ts";
import type { Instant } from "@warmline/shared/kernel/time.ts";
import type { Body } from "@warmline/shared/store/collection.ts";
import { insert, replace } from "@warmline/shared/store/write.ts";
import type { KnownPlace } from "@warmline/shared/cases/describe.ts";
import type { Moment } from "@warmline/shared/cases/event.ts";
import { openCase, reportAgain } from "@warmline/shared/cases/report.ts";
import { cases, reports, type Case, type Report } from "@warmline/shared/cases/model.ts";
import { commitAudited } from "../../platform/audit/commit-audited.ts";
import type { Caller } from "../../platform/commands/caller.ts";
import { lost } from "../../platform/commands/old-attempt.ts";
import type { Deps } from "../../platform/deps.ts";
import type { AttachedFiles } from "./attach-files.ts";
import { takeNumber } from "./case-numbers.ts";
import { claimWrites, type Claims } from "./open-cases.ts";

/** A report before it is known which case it belongs to. */
export type ReportContent = Omit<Body<Report>, "caseId" | "first">;

/** Everything that was read and decided about a report before its one commit. */
export interface Intake {
  readonly report: ReportContent;
  readonly place: KnownPlace | null;
  readonly branchId: string | undefined;
  readonly files: AttachedFiles;
  readonly dueAt: Instant;
  readonly moment: Moment;
}

type Filed = Result<FiledCase, never> | typeof lost;

/** A case of its own: report, number, case, claims and files in one commit. */
export async function openFromReport(
  deps: Deps,
  caller: Caller,
  intake: Intake,
  claims: Claims,
): Promise<Filed> {
  const { files, moment, place, branchId, dueAt } = intake;
  const id = deps.ids.next();
  const report = { ...intake.report, caseId: id, first: true };
  const taken = await takeNumber(deps, moment.at);
  const { attachments } = files;
  const opening = { id, number: taken.number, report, place, branchId, attachments, dueAt };
  try {
    const committed = await commitAudited(deps, caller, actOn(id, report), [
      insert(reports, report),
      // Before the claims: who sees a claim also sees the case that it stands for.
      insert(cases, openCase(opening, moment)),
      ...claimWrites(claims, id),
      ...files.writesFor(id),
      taken.write,
    ]);
    if (committed.ok) return ok({ id, number: taken.number, outcome: "filed" });
  } catch (error) {
    taken.giveBack();
    throw error;
  }
  taken.giveBack();
  return lost;
}

/** One more report on `matter`; it may have been closed meanwhile, then the commit is lost. */
export async function attachToCase(
  deps: Deps,
  caller: Caller,
  intake: Intake,
  caseRecord: Case,
): Promise<Filed> {
  const { files, moment, place, dueAt } = intake;
  const { id, number } = caseRecord;
  const report = { ...intake.report, caseId: id, first: false };
  const again = { report, attachments: files.attachments, place, dueAt };
  const next = reportAgain(caseRecord, moment, again);
  assert(next.ok, `case ${number} is open`);
  const committed = await commitAudited(deps, caller, actOn(id, report), [
    insert(reports, report),
    replace(cases, caseRecord, next.value),
    ...files.writesFor(id),
  ]);
  return committed.ok ? ok({ id, number, outcome: "attached" }) : lost;
}

function actOn(caseId: string, { householdId }: ReportContent) {
  const household = householdId === undefined ? [] : [`households/${householdId}`];
  return { command: "cases.file", subjects: [`cases/${caseId}`, ...household] };
}
