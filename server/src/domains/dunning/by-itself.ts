import type { Caller } from "../../platform/commands/caller.ts";

/** 催缴 by a job or after a payment. */
export const BY_ITSELF: Caller = {
  actor: { kind: "system", id: "dunning", name: "催缴" },
  origin: "system",
  language: "zh",
};
