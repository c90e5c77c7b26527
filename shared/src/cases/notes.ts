import { refuse } from "../kernel/result.ts";
import { change, type Changed } from "./change.ts";
import { withClock } from "./clock.ts";
import type { Moment } from "./event.ts";
import { HISTORY_MAX } from "./matching.ts";
import type { Attachment, Case } from "./model.ts";
import { startClock, type Timetable } from "./policy.ts";

/** Pictures and recordings for each report that came in on the case; hidden ones do not count. */
export const FILES_PER_REPORT = 6;
/** All that were ever attached, hidden ones too. */
const FILES_EVER_MAX = 60;

/** A note for whoever works on it. Refusals, in this order: `case-full`, then those of `change`. */
export function noteCase(
  caseRecord: Case,
  moment: Moment,
  description: string,
): Changed<"note", "case-full"> {
  if (caseRecord.history.length >= HISTORY_MAX) return refuse("case-full", { limit: HISTORY_MAX });
  return change(caseRecord, moment, "note", { kind: "noted", description });
}

/**
 * 催办: the customer or an agent asks again; counted on the same case, never a second one. Refusals,
 * in this order: `case-full`, then those of `change`.
 */
export function urgeCase(
  caseRecord: Case,
  moment: Moment,
  description: string | undefined,
): Changed<"urge", "case-full"> {
  if (caseRecord.history.length >= HISTORY_MAX) return refuse("case-full", { limit: HISTORY_MAX });
  const urgedCount = caseRecord.urgedCount + 1;
  const happened = { kind: "urged", description, data: { urgedCount } } as const;
  return change(caseRecord, moment, "urge", happened, { urgedCount });
}

/**
 * 已联系用户: somebody who deals with it has spoken with the resident; news of it are due again then.
 * Refusals, in this order: `case-full`, then those of `change`.
 */
export function contactCase(
  caseRecord: Case,
  moment: Moment,
  description: string,
  timetable: Timetable,
): Changed<"contact", "case-full"> {
  if (caseRecord.history.length >= HISTORY_MAX) return refuse("case-full", { limit: HISTORY_MAX });
  const next = startClock(timetable, caseRecord, "update", moment.at);
  const clocks = withClock(caseRecord, "update", (clock) => next ?? clock);
  return change(caseRecord, moment, "contact", { kind: "contacted", description }, { clocks });
}

/** Whether a case that had `reports` reports may hold these together. */
export function fitsFiles(attachments: readonly Attachment[], reports: number): boolean {
  const shown = attachments.filter((file) => file.hidden !== true).length;
  return shown <= FILES_PER_REPORT * reports && attachments.length <= FILES_EVER_MAX;
}

/**
 * Hangs uploaded pictures and recordings on the case. Refusals, in this order: `case-full`,
 * `too-many-files`, then those of `change`.
 */
export function addPictures(
  caseRecord: Case,
  moment: Moment,
  added: readonly Attachment[],
): Changed<"note", "too-many-files" | "case-full"> {
  if (caseRecord.history.length >= HISTORY_MAX) return refuse("case-full", { limit: HISTORY_MAX });
  const attachments = [...caseRecord.attachments, ...added];
  if (!fitsFiles(attachments, caseRecord.reportCount)) return tooMany();
  const happened = { kind: "pictures-added", data: { count: added.length } } as const;
  return change(caseRecord, moment, "note", happened, { attachments });
}

/**
 * Takes a picture off the case, or shows it again: the file itself is never edited. Refusals, in
 * this order: `no-such-picture`, `picture-already-so`, `too-many-files`, then those of `change`.
 */
export function showPicture(
  caseRecord: Case,
  moment: Moment,
  {
    fileId,
    shown,
    description,
  }: { fileId: string; shown: boolean; description?: string | undefined },
): Changed<"note", "no-such-picture" | "picture-already-so" | "too-many-files"> {
  const picture = caseRecord.attachments.find((file) => file.fileId === fileId);
  if (picture === undefined) return refuse("no-such-picture");
  if ((picture.hidden !== true) === shown) return refuse("picture-already-so");
  const { hidden: _, ...plain } = picture;
  const turned = shown ? plain : { ...plain, hidden: true };
  const attachments = caseRecord.attachments.map((file) => (file === picture ? turned : file));
  if (!fitsFiles(attachments, caseRecord.reportCount)) return tooMany();
  const kind = shown ? "picture-shown" : "picture-hidden";
  return change(
    caseRecord,
    moment,
    "note",
    { kind, description, data: { fileId } },
    { attachments },
  );
}

function tooMany() {
  return refuse("too-many-files", { limit: FILES_PER_REPORT });
}
