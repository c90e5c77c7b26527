import { assert } from "../kernel/assert.ts";
import { ok, refuse, type Result } from "../kernel/result.ts";
import { change } from "./change.ts";
import { resolveClock } from "./clock.ts";
import type { StateRefusalOf } from "./machine.ts";
import type { Moment } from "./event.ts";
import { HISTORY_MAX, isSamePlace } from "./matching.ts";
import { FILES_PER_REPORT, fitsFiles } from "./notes.ts";
import { takenVisit, visitGivenBack } from "./merged-visit.ts";
import { loweredBy, raisedBy } from "./raise.ts";
import type { Case } from "./model.ts";

/** Both cases as they will be: the one merged or set free, and the other. */
export interface Pair {
  readonly merged: Case;
  readonly other: Case;
}

/** In order of precedence. */
type MergeRefusal =
  | "same-case"
  | "case-merged"
  | StateRefusalOf<"merge">
  | "other-reporter"
  | "other-case-closed"
  | "case-full"
  | "too-many-files";

/**
 * 并案: the same household, or the same resident, told of the same matter twice: the case is about
 * what the open case `other` is about. It closes and points there; the other counts its reports,
 * shows its pictures and becomes as pressing as the more pressing of the two. Whose matter is only
 * of one cause with another's joins an incident. Refusals, in this order: `same-case`,
 * `case-merged`, what forbids it in the case's state, `other-reporter`, `other-case-closed`,
 * `case-full`, `too-many-files`.
 */
export function mergeCase(
  caseRecord: Case,
  other: Case,
  moment: Moment,
  description: string | undefined,
): Result<Pair, MergeRefusal> {
  if (caseRecord.id === other.id) return refuse("same-case");
  const { id, number, state, application, visit, reportCount, mergedIds = [] } = caseRecord;
  const { id: caseId, number: to } = other;
  const mergedInto = { caseId, number: to, fromState: state, application, visit };
  const merged = change(
    caseRecord,
    moment,
    "merge",
    { kind: "merged", description, data: { caseId, to } },
    { mergedInto },
  );
  if (!merged.ok) return merged;
  if (!isSamePlace(other, caseRecord)) return refuse("other-reporter", { number: other.number });
  const attachments = [...other.attachments, ...caseRecord.attachments];
  const expected = takenVisit(other, caseRecord);
  const patch = {
    ...expected.patch,
    reportCount: other.reportCount + reportCount,
    attachments,
    mergedIds: [...(other.mergedIds ?? []), id, ...mergedIds],
    ...raisedBy(other, caseRecord),
  };
  const data = {
    caseId: id,
    from: number,
    reports: reportCount,
    ...expected.data,
    ...pressed(other, patch),
  };
  const taken = change(other, moment, "take-in", { kind: "took-in", description, data }, patch);
  if (!taken.ok) return refuse("other-case-closed", { number: other.number });
  if (other.history.length >= HISTORY_MAX) return refuse("case-full", { limit: HISTORY_MAX });
  if (!fitsFiles(attachments, patch.reportCount)) {
    return refuse("too-many-files", { limit: FILES_PER_REPORT });
  }
  return ok({ merged: merged.value, other: taken.value });
}

/** For the history: what the merge has changed of urgency and deadline. */
function pressed(before: Case, { urgency, clocks = before.clocks }: Partial<Case>) {
  const [fromDueAt, toDueAt] = [resolveClock(before).due, resolveClock({ clocks }).due];
  return {
    ...(urgency === undefined || urgency === before.urgency
      ? {}
      : { fromUrgency: before.urgency, urgency }),
    ...(toDueAt === fromDueAt ? {} : { fromDueAt, toDueAt }),
  };
}

/**
 * The inverse: the case is as it was before, and the other no longer counts it, shows its pictures
 * or is pressed by it. The other may have been closed meanwhile, but not merged on: what was merged
 * last is undone first. Refusals, in this order: `not-merged`, `other-case-merged`.
 */
export function unmergeCase(
  caseRecord: Case,
  other: Case,
  moment: Moment,
  description: string | undefined,
): Result<Pair, "not-merged" | "other-case-merged"> {
  const { id, number, mergedInto, mergedIds = [], reportCount } = caseRecord;
  if (mergedInto === undefined) return refuse("not-merged");
  const { fromState: state, application } = mergedInto;
  const expected = visitGivenBack(other, caseRecord);
  // What was hidden meanwhile stays so.
  const attachments = caseRecord.attachments.map(
    (file) => other.attachments.find(({ fileId }) => fileId === file.fileId) ?? file,
  );
  const freed = change(
    caseRecord,
    moment,
    "unmerge",
    { kind: "unmerged", description, data: { caseId: other.id, from: other.number } },
    {
      ...expected.merged,
      state,
      application,
      attachments,
      open: true,
      closedAt: undefined,
      mergedInto: undefined,
    },
  );
  assert(freed.ok, "a merged case is closed until it is set free");
  const gone = new Set([id, ...mergedIds]);
  const files = new Set(caseRecord.attachments.map(({ fileId }) => fileId));
  const left = (other.mergedIds ?? []).filter((one) => !gone.has(one));
  const lowered = loweredBy(other, id);
  const data = { caseId: id, to: number, reports: reportCount, ...pressed(other, lowered) };
  const given = change(
    other,
    moment,
    "give-back",
    { kind: "gave-back", description, data },
    {
      reportCount: other.reportCount - reportCount,
      attachments: other.attachments.filter(({ fileId }) => !files.has(fileId)),
      mergedIds: left.length === 0 ? undefined : left,
      ...expected.other,
      ...lowered,
    },
  );
  if (!given.ok) return refuse("other-case-merged", { number: other.number });
  return ok({ merged: freed.value, other: given.value });
}
