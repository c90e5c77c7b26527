import type { QueuedCall } from "@warmline/shared/acd/model.ts";
import { CALLER } from "@warmline/shared/twilio/parties.ts";

/** Somebody in a conference, as the carrier tells it. */
export interface Party {
  /** Of their own line. */
  readonly lineId: string;
  readonly label: string;
  readonly held: boolean;
}

/** What is to be done at the carrier so that those talk who should. */
export type Step =
  /** The caller comes into the conference. */
  | { readonly does: "bring" }
  | { readonly does: "hold" | "resume" | "remove"; readonly lineId: string }
  /** Everybody is led out: the caller goes on at our door, desks hang up. */
  | { readonly does: "end" };

/** Whether somebody talks with the caller, who may be held. */
export function isTalkedIn({ state }: Pick<QueuedCall, "state">): boolean {
  return state === "connected" || state === "held";
}

/**
 * From who is there to who should be, by how the queued call stands: each step may be done again,
 * and once all are done there is none left.
 */
export function stepsTo(
  call: Pick<QueuedCall, "state" | "agentId">,
  parties: readonly Party[],
): readonly Step[] {
  if (!isTalkedIn(call)) return parties.length === 0 ? [] : [{ does: "end" }];
  const held = call.state === "held";
  const there = parties.flatMap(({ lineId, label, held: isHeld }): Step[] => {
    if (label === CALLER)
      return isHeld === held ? [] : [{ does: held ? "hold" : "resume", lineId }];
    return label === call.agentId ? [] : [{ does: "remove", lineId }];
  });
  const isThere = parties.some(({ label }) => label === CALLER);
  return isThere ? there : [{ does: "bring" }, ...there];
}
