import { refuse, type Refusal } from "../kernel/result.ts";
import { change, type Decision } from "./change.ts";
import type { Moment } from "./event.ts";
import { HISTORY_MAX } from "./matching.ts";
import { FILES_PER_REPORT, fitsFiles } from "./notes.ts";
import type { Case } from "./types.ts";

/** Both cases as they will be: the one merged or set free, and the other. */
export interface Pair {
  readonly merged: Case;
  readonly other: Case;
}

type Joint<Code extends string> = { readonly ok: true; readonly value: Pair } | Refusal<Code>;
type OwnRefusal = Extract<Decision, { ok: false }>["code"];

/** In order of precedence, after those of the merged case itself. */
export type MergeRefusal =
  | "same-case"
  | OwnRefusal
  | "other-case-closed"
  | "case-full"
  | "too-many-files";

/**
 * 并案: `matter` is the same as the open case `other`. It closes and points there; the other counts
 * its reports and shows its pictures. Each keeps its own deadline, and so its place in the figures:
 * whoever merges sees both and classifies anew where that is needed.
 */
export function mergeCase(
  matter: Case,
  other: Case,
  moment: Moment,
  words: string | undefined,
): Joint<MergeRefusal> {
  if (matter.id === other.id) return refuse("same-case");
  const { id, number, state, extension, reportCount, mergedIds = [] } = matter;
  const mergedInto = { caseId: other.id, number: other.number, fromState: state, extension };
  const merged = change(
    matter,
    moment,
    "merge",
    { kind: "merged", words, data: { caseId: other.id, to: other.number } },
    { mergedInto },
  );
  if (!merged.ok) return merged;
  const attachments = [...other.attachments, ...matter.attachments];
  const patch = {
    reportCount: other.reportCount + reportCount,
    attachments,
    mergedIds: [...(other.mergedIds ?? []), id, ...mergedIds],
  };
  const data = { caseId: id, from: number, reports: reportCount };
  const taken = change(other, moment, "take-in", { kind: "took-in", words, data }, patch);
  if (!taken.ok) return refuse("other-case-closed", { number: other.number });
  if (other.history.length >= HISTORY_MAX) return refuse("case-full", { limit: HISTORY_MAX });
  if (!fitsFiles(attachments, patch.reportCount)) {
    return refuse("too-many-files", { limit: FILES_PER_REPORT });
  }
  return { ok: true, value: { merged: merged.value, other: taken.value } };
}

/**
 * The inverse: the case is as it was before, and the other no longer counts it or shows its
 * pictures. The other may have
 * been closed meanwhile, but not merged on: what was merged last is undone first.
 */
export function unmergeCase(
  matter: Case,
  other: Case,
  moment: Moment,
  words: string | undefined,
): Joint<OwnRefusal | "other-case-merged"> {
  const { id, number, mergedInto, mergedIds = [], reportCount } = matter;
  if (mergedInto === undefined) return refuse("not-merged");
  const { fromState: state, extension } = mergedInto;
  // What was hidden meanwhile stays so.
  const attachments = matter.attachments.map(
    (file) => other.attachments.find(({ fileId }) => fileId === file.fileId) ?? file,
  );
  const freed = change(
    matter,
    moment,
    "unmerge",
    { kind: "unmerged", words, data: { caseId: other.id, from: other.number } },
    { state, extension, attachments, open: true, closedAt: undefined, mergedInto: undefined },
  );
  if (!freed.ok) return freed;
  const gone = new Set([id, ...mergedIds]);
  const files = new Set(matter.attachments.map(({ fileId }) => fileId));
  const left = (other.mergedIds ?? []).filter((one) => !gone.has(one));
  const data = { caseId: id, to: number, reports: reportCount };
  const given = change(
    other,
    moment,
    "give-back",
    { kind: "gave-back", words, data },
    {
      reportCount: other.reportCount - reportCount,
      attachments: other.attachments.filter(({ fileId }) => !files.has(fileId)),
      mergedIds: left.length === 0 ? undefined : left,
    },
  );
  if (!given.ok) return refuse("other-case-merged", { number: other.number });
  return { ok: true, value: { merged: freed.value, other: given.value } };
}
