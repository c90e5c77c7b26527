import { refuse } from "../kernel/result.ts";
import { change, type Decision } from "./change.ts";
import type { Moment } from "./event.ts";
import type { Case, CaseCategory } from "./types.ts";

/** What can be settled in words; the others need somebody on the spot. */
export const DESK_CATEGORIES: ReadonlySet<CaseCategory> = new Set<CaseCategory>([
  "fee-question",
  "stop-restore",
  "praise",
  "other",
]);

/** 接单; a case that its branch left open to its people becomes the one's who accepts it first. */
export function acceptCase(matter: Case, moment: Moment): Decision {
  const taken =
    matter.assigneeId === undefined
      ? { assigneeId: moment.actorId, assigneeName: moment.actorName }
      : {};
  return change(matter, moment, "accept", { kind: "accepted" }, taken);
}

/** 到场. */
export function arriveAtCase(matter: Case, moment: Moment): Decision {
  return change(matter, moment, "arrive", { kind: "arrived" });
}

export interface Proof {
  /** What was found and done. */
  readonly words: string;
  /** 1/10 °C, measured in the room, where the matter was the cold. */
  readonly roomTemperatureDeci?: number | undefined;
}

/** 办结, with the proof in words and, for the cold, as a reading: no closing on paper. */
export function resolveCase(matter: Case, moment: Moment, proof: Proof): Decision {
  const { words, roomTemperatureDeci } = proof;
  return change(matter, moment, "resolve", {
    kind: "resolved",
    words,
    data: { roomTemperatureDeci },
  });
}

/** 直接答复: what the desk can settle in words needs no worker. */
export function answerCase(matter: Case, moment: Moment, words: string): Decision<"needs-visit"> {
  const answered = change(matter, moment, "answer", { kind: "answered", words });
  if (answered.ok && !DESK_CATEGORIES.has(matter.category)) return refuse("needs-visit");
  return answered;
}
