import { assert } from "@warmline/shared/kernel/assert.ts";
import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { insert, replace } from "@warmline/shared/store/write.ts";
import { caseCommands, type CaseCommandInput } from "@warmline/shared/cases/commands-api.ts";
import type { CaseClock } from "@warmline/shared/cases/clock.ts";
import type { KnownPlace } from "@warmline/shared/cases/describe.ts";
import * as rules from "@warmline/shared/cases/merge.ts";
import { cases, reports, type Case, type Report } from "@warmline/shared/cases/model.ts";
import { startClocks } from "@warmline/shared/cases/policy.ts";
import { detachReport as detach, openCase } from "@warmline/shared/cases/report.ts";
import { storedFiles, type StoredFile } from "@warmline/shared/files/model.ts";
import type { Moment } from "../../platform/commands/command.ts";
import type { Deps } from "../../platform/deps.ts";
import { handle, type Route } from "../../platform/http/serve.ts";
import { caseNumbers, type CaseNumbers } from "./case-numbers.ts";
import { onCase, type Outcome } from "./on-case.ts";
import { findPlace } from "./place.ts";
import { maySee } from "./see-case.ts";
import { timetable } from "./timetable.ts";

/**
 * 并案: both cases in one commit; whoever merges must see both. Refusals: `other-case-not-found`,
 * `out-of-scope` of the other, then of the rule.
 */
export const merge = onCase({
  name: "cases.merge",
  async load(reads, _, { intoId }: CaseCommandInput<"merge">, { actor }): Promise<OtherCase> {
    const other = await reads.get(cases, intoId);
    if (other === null) return refuse("other-case-not-found");
    return maySee(actor, other) ? ok(other) : refuse("out-of-scope");
  },
  rule: (caseRecord, moment, { description }, other) =>
    together(other, rules.mergeCase(caseRecord, other, moment, description)),
  reasoned: true,
});
type OtherCase = Result<Case, "other-case-not-found" | "out-of-scope">;

/**
 * The inverse of merging, in one commit as well. Refusals: `not-merged`, `out-of-scope` of the
 * other, then of the rule.
 */
export const unmerge = onCase({
  name: "cases.unmerge",
  async load(
    reads,
    { mergedInto },
    _: CaseCommandInput<"unmerge">,
    { actor },
  ): Promise<Result<Case, "not-merged" | "out-of-scope">> {
    if (mergedInto === undefined) return refuse("not-merged");
    const other = await reads.get(cases, mergedInto.caseId);
    assert(other !== null, `case ${mergedInto.number} exists`);
    return maySee(actor, other) ? ok(other) : refuse("out-of-scope");
  },
  rule: (caseRecord, moment, { description }, other) =>
    together(other, rules.unmergeCase(caseRecord, other, moment, description)),
  reasoned: true,
});

function together<C extends string>(other: Case, pair: Result<rules.Pair, C>): Outcome<C> {
  if (!pair.ok) return pair;
  return { ...ok(pair.value.merged), also: [replace(cases, other, pair.value.other)] };
}

/** A report on its way to a case of its own. */
interface Detached {
  readonly report: Report;
  readonly place: KnownPlace | null;
  readonly files: readonly StoredFile[];
  readonly clocks: readonly CaseClock[];
  readonly numbers: CaseNumbers;
}

/**
 * The inverse of attaching: the report becomes a case of its own, opened when the report came in,
 * with its own description, household and pictures. Answers the new case. Refusals:
 * `no-such-report`, then of the rule.
 */
export const detachReport = onCase({
  name: "cases.detach-report",
  async load(
    reads,
    _,
    { reportId }: CaseCommandInput<"detachReport">,
    moment,
  ): Promise<Result<Detached, "no-such-report">> {
    const report = await reads.get(reports, reportId);
    if (report === null) return refuse("no-such-report");
    const found = await findPlace(reads, report.householdId);
    const place = found.ok ? found.value : null;
    const times = await timetable(reads.unguarded, moment, place ?? {});
    return ok({
      report,
      place,
      files: await reads.getMany(storedFiles, report.fileIds),
      clocks: startClocks(times, report, report.at),
      numbers: await caseNumbers(reads, moment.at),
    });
  },
  rule(caseRecord, moment, _, detached) {
    const { report, numbers } = detached;
    const allowed = detach(caseRecord, moment, { report, toNumber: "" });
    if (!allowed.ok) return allowed;
    const taken = numbers.take();
    const left = detach(caseRecord, moment, { report, toNumber: taken.number });
    const { answer, writes } = splitOff(caseRecord, moment, detached, taken.number);
    return { ...left, answer, also: [...writes, taken.write], release: taken.release };
  },
});

function splitOff(
  { branchId, attachments, number: from }: Case,
  moment: Moment,
  { report, place, files, clocks }: Detached,
  number: string,
) {
  const id = moment.nextId();
  const own = { ...report, caseId: id, first: true };
  const pictures = attachments.filter(({ fileId }) => report.fileIds.includes(fileId));
  const opening = { id, number, report: own, place, branchId, attachments: pictures, clocks, from };
  const opened = openCase(opening, moment, "split-off");
  const writes = [
    insert(cases, opened),
    replace(reports, report, own),
    ...files.map((file) => replace(storedFiles, file, { ...file, caseId: id })),
  ];
  return { answer: { ...opened, rev: 1 }, writes };
}

export function mergeRoutes(deps: Deps): Route[] {
  return [
    handle(deps, caseCommands.merge, merge),
    handle(deps, caseCommands.unmerge, unmerge),
    handle(deps, caseCommands.detachReport, detachReport),
  ];
}
