import { refuse } from "../kernel/result.ts";
import { change, type Decision } from "./change.ts";
import type { Moment } from "./event.ts";
import { HISTORY_MAX } from "./matching.ts";
import type { Attachment, Case } from "./types.ts";

/** Pictures and recordings for each report that came in on the case; hidden ones do not count. */
export const FILES_PER_REPORT = 6;
/** All that were ever attached, hidden ones too. */
const FILES_EVER_MAX = 60;

export function noteCase(matter: Case, moment: Moment, words: string): Decision<"case-full"> {
  if (matter.history.length >= HISTORY_MAX) return refuse("case-full", { limit: HISTORY_MAX });
  return change(matter, moment, "note", { kind: "noted", words });
}

/** 催办: the customer or an agent asks again; counted on the same case, never a second one. */
export function urgeCase(
  matter: Case,
  moment: Moment,
  words: string | undefined,
): Decision<"case-full"> {
  if (matter.history.length >= HISTORY_MAX) return refuse("case-full", { limit: HISTORY_MAX });
  const urgedCount = matter.urgedCount + 1;
  const happened = { kind: "urged", words, data: { urgedCount } } as const;
  return change(matter, moment, "urge", happened, { urgedCount });
}

/** Whether a case that had `reports` reports may hold these together. */
export function fitsFiles(attachments: readonly Attachment[], reports: number): boolean {
  const shown = attachments.filter((file) => file.hidden !== true).length;
  return shown <= FILES_PER_REPORT * reports && attachments.length <= FILES_EVER_MAX;
}

export function addPictures(
  matter: Case,
  moment: Moment,
  added: readonly Attachment[],
): Decision<"too-many-files" | "case-full"> {
  if (matter.history.length >= HISTORY_MAX) return refuse("case-full", { limit: HISTORY_MAX });
  const attachments = [...matter.attachments, ...added];
  if (!fitsFiles(attachments, matter.reportCount)) return tooMany();
  const happened = { kind: "pictures-added", data: { count: added.length } } as const;
  return change(matter, moment, "note", happened, { attachments });
}

/** Takes a picture off the case, or shows it again: the file itself is never edited. */
export function showPicture(
  matter: Case,
  moment: Moment,
  { fileId, shown, words }: { fileId: string; shown: boolean; words?: string | undefined },
): Decision<"no-such-picture" | "picture-already-so" | "too-many-files"> {
  const picture = matter.attachments.find((file) => file.fileId === fileId);
  if (picture === undefined) return refuse("no-such-picture");
  if ((picture.hidden !== true) === shown) return refuse("picture-already-so");
  const { hidden: _, ...plain } = picture;
  const turned = shown ? plain : { ...plain, hidden: true };
  const attachments = matter.attachments.map((file) => (file === picture ? turned : file));
  if (!fitsFiles(attachments, matter.reportCount)) return tooMany();
  const kind = shown ? "picture-shown" : "picture-hidden";
  return change(matter, moment, "note", { kind, words, data: { fileId } }, { attachments });
}

function tooMany() {
  return refuse("too-many-files", { limit: FILES_PER_REPORT });
}
