import { refuse } from "../kernel/result.ts";
import { CATEGORIES } from "./categories.ts";
import { change, type Changed } from "./change.ts";
import type { Moment } from "./event.ts";
import type { Case } from "./model.ts";

/**
 * 接单; a case that its branch left open to its people becomes the one's who accepts it first.
 * Refusals: those of `change`.
 */
export function acceptCase(caseRecord: Case, moment: Moment): Changed<"accept"> {
  const taken =
    caseRecord.assigneeId === undefined
      ? { assigneeId: moment.actor.id, assigneeName: moment.actor.name }
      : {};
  return change(caseRecord, moment, "accept", { kind: "accepted" }, taken);
}

/** 到场; the history keeps for when it was agreed. Refusals: those of `change`. */
export function arriveAtCase(caseRecord: Case, moment: Moment): Changed<"arrive"> {
  const { visit } = caseRecord;
  const data = { visitFrom: visit?.from, visitTo: visit?.to };
  return change(caseRecord, moment, "arrive", { kind: "arrived", data });
}

export interface Proof {
  /** What was found and done. */
  readonly description: string;
  /** 1/10 °C, measured in the room, where it was about the cold. */
  readonly roomTemperatureDeci?: number | undefined;
  /** 未能入户: why nobody was let in. */
  readonly noEntry?: string | undefined;
}

/** What needs a visit is done by somebody who was there: their arrival is on record. */
export function wasVisited({ category, state }: Case): boolean {
  return CATEGORIES[category].atDesk || state !== "accepted";
}

/**
 * 办结: no closing on paper. A visit has its arrival, and a flat that was cold a reading, a picture
 * taken since the arrival, or the reason why nobody was let in. Refusals, in this order: those of
 * `change`, `not-arrived`, `proof-needed`.
 */
export function resolveCase(
  caseRecord: Case,
  moment: Moment,
  { description, roomTemperatureDeci, noEntry }: Proof,
): Changed<"resolve", "not-arrived" | "proof-needed"> {
  const data = { roomTemperatureDeci, noEntry };
  const done = change(caseRecord, moment, "resolve", { kind: "resolved", description, data });
  if (!done.ok) return done;
  if (!wasVisited(caseRecord)) return refuse("not-arrived");
  const proved =
    roomTemperatureDeci !== undefined || noEntry !== undefined || hasPictureOfVisit(caseRecord);
  if (CATEGORIES[caseRecord.category].proved && !proved) return refuse("proof-needed");
  return done;
}

/** One from before, such as the resident's own, shows what was reported, not what was done. */
function hasPictureOfVisit({ attachments, history }: Case): boolean {
  const arrived = history.findLast(({ kind }) => kind === "arrived");
  return (
    arrived !== undefined &&
    attachments.some(
      ({ hidden, type, at }) => hidden !== true && type.startsWith("image/") && at >= arrived.at,
    )
  );
}

/**
 * 直接答复: what the desk can settle needs no worker. Refusals: those of `change`, then `needs-visit`.
 */
export function answerCase(
  caseRecord: Case,
  moment: Moment,
  description: string,
): Changed<"answer", "needs-visit"> {
  const answered = change(caseRecord, moment, "answer", { kind: "answered", description });
  if (answered.ok && !CATEGORIES[caseRecord.category].atDesk) return refuse("needs-visit");
  return answered;
}
