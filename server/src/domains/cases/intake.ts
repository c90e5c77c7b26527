import { assert } from "@warmline/shared/kernel/assert.ts";
import type { Result } from "@warmline/shared/kernel/result.ts";
import type { Body } from "@warmline/shared/store/collection.ts";
import { insert, replace } from "@warmline/shared/store/write.ts";
import type { KnownPlace } from "@warmline/shared/cases/describe.ts";
import { cases, reports, type Case, type Report } from "@warmline/shared/cases/model.ts";
import { startClocks, type Timetable } from "@warmline/shared/cases/policy.ts";
import { openCase, reportAgain } from "@warmline/shared/cases/report.ts";
import type { Decision, Moment } from "../../platform/commands/command.ts";
import type { TakenFiles } from "../files/index.ts";
import type { CaseNumbers } from "./case-numbers.ts";

export interface FiledCase {
  readonly id: string;
  readonly number: string;
  /** `repeated`: this very report had come in before, under the id of its source. */
  readonly outcome: "filed" | "attached" | "repeated";
}

/** A report before it is known which case it belongs to. */
export type ReportContent = Omit<Body<Report>, "caseId" | "first">;

/** All that is decided upon for a report that is new. */
export interface Arrived {
  readonly known: null;
  readonly report: ReportContent;
  readonly place: KnownPlace | null;
  readonly branchId: string | undefined;
  readonly files: Result<TakenFiles, "file-not-found">;
  readonly timetable: Timetable;
  readonly keptApart: boolean | undefined;
  /** The open case to which it is attached. */
  readonly match: Case | null;
  readonly workerStays: boolean;
  readonly numbers: CaseNumbers;
}

/** A case of its own: report, number, case and files in one commit. */
export function openOwn(
  { report, place, branchId, timetable, keptApart, numbers }: Arrived,
  { attachments, writesFor }: TakenFiles,
  moment: Moment,
): Decision<FiledCase> {
  const id = moment.nextId();
  const { number, write, release } = numbers.take();
  const first = { ...report, caseId: id, first: true };
  const clocks = startClocks(timetable, report, report.at);
  const opening = { id, number, report: first, place, branchId, attachments, clocks, keptApart };
  return {
    value: { id, number, outcome: "filed" },
    writes: [
      insert(reports, first),
      insert(cases, openCase(opening, moment)),
      ...writesFor({ caseId: id }),
      write,
    ],
    subjects: subjectsOf(id, report),
    release,
  };
}

/** One more report on an open case. */
export function attachTo(
  caseRecord: Case,
  { report, place, timetable, workerStays }: Arrived,
  { attachments, writesFor }: TakenFiles,
  moment: Moment,
): Decision<FiledCase> {
  const { id, number } = caseRecord;
  const one = { ...report, caseId: id, first: false };
  const back = { workerStays, timetable };
  const next = reportAgain(caseRecord, moment, { report: one, attachments, place, back });
  assert(next.ok, `case ${number} is open`);
  return {
    value: { id, number, outcome: "attached" },
    writes: [
      insert(reports, one),
      replace(cases, caseRecord, next.value),
      ...writesFor({ caseId: id }),
    ],
    subjects: subjectsOf(id, report),
  };
}

function subjectsOf(caseId: string, { householdId }: ReportContent): string[] {
  return [`cases/${caseId}`, ...(householdId === undefined ? [] : [`households/${householdId}`])];
}
