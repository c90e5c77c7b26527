import { refuse } from "@warmline/shared/kernel/result.ts";
import { insert, replace, type Write } from "@warmline/shared/store/write.ts";
import { dueTime } from "@warmline/shared/cases/due.ts";
import type { Moment } from "@warmline/shared/cases/event.ts";
import { detachReport as detach, openCase } from "@warmline/shared/cases/report.ts";
import {
  cases,
  reports,
  storedFiles,
  type Case,
  type Report,
} from "@warmline/shared/cases/model.ts";
import type { Caller } from "../../../platform/commands/caller.ts";
import type { Deps } from "../../../platform/deps.ts";
import { actOnCase, type CaseInput } from "../act-on-case.ts";
import { cityCalendar } from "../work-calendar.ts";
import { takeNumber } from "../case-numbers.ts";
import { findPlace } from "../place.ts";

export interface DetachReportInput extends CaseInput {
  readonly reportId: string;
}

/**
 * The inverse of attaching: the report becomes a case of its own, opened when the report came in,
 * with its own description, household and pictures. Answers the new case.
 */
export function detachReport(deps: Deps, caller: Caller, input: DetachReportInput) {
  return actOnCase(deps, caller, {
    command: "cases.detach-report",
    input,
    async decide(caseRecord, moment) {
      const report = await deps.store.get(reports, input.reportId);
      if (report === null) return refuse("no-such-report");
      const allowed = detach(caseRecord, moment, { report, toNumber: "" });
      if (!allowed.ok) return allowed;
      const taken = await takeNumber(deps, moment.at);
      const split = await splitOff(deps, caseRecord, moment, report, taken.number);
      const left = detach(caseRecord, moment, { report, toNumber: taken.number });
      if (!left.ok) return left;
      const also = [...split.writes, taken.write];
      return { ...left, also, answer: split.answer, onLost: taken.giveBack };
    },
  });
}

async function splitOff(
  deps: Deps,
  caseRecord: Case,
  moment: Moment,
  report: Report,
  number: string,
): Promise<{ answer: Case; writes: Write[] }> {
  const id = deps.ids.next();
  const [place, calendar, files] = await Promise.all([
    findPlace(deps, report.householdId, undefined),
    cityCalendar(deps),
    deps.store.getMany(storedFiles, report.fileIds),
  ]);
  const own = { ...report, caseId: id, first: true };
  const opened = openCase(
    {
      id,
      number,
      report: own,
      place: place.ok ? place.value : null,
      branchId: caseRecord.branchId,
      attachments: caseRecord.attachments.filter(({ fileId }) => report.fileIds.includes(fileId)),
      dueAt: dueTime(calendar, report.category, report.urgency, report.at),
    },
    moment,
    "split-off",
  );
  const writes = [
    insert(cases, opened),
    replace(reports, report, own),
    ...files.map((file) => replace(storedFiles, file, { ...file, caseId: id })),
  ];
  return { answer: { ...opened, rev: 1 }, writes };
}
