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

/** 到场. Refusals: those of `change`. */
export function arriveAtCase(caseRecord: Case, moment: Moment): Changed<"arrive"> {
  return change(caseRecord, moment, "arrive", { kind: "arrived" });
}

export interface Proof {
  /** What was found and done. */
  readonly description: string;
  /** 1/10 °C, measured in the room, where it was about the cold. */
  readonly roomTemperatureDeci?: number | undefined;
}

/**
 * 办结, with the proof described and, for the cold, as a reading: no closing on paper. Refusals:
 * those of `change`.
 */
export function resolveCase(caseRecord: Case, moment: Moment, proof: Proof): Changed<"resolve"> {
  const { description, roomTemperatureDeci } = proof;
  return change(caseRecord, moment, "resolve", {
    kind: "resolved",
    description,
    data: { roomTemperatureDeci },
  });
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
