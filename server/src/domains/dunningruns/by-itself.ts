import type { Caller } from "../../platform/commands/caller.ts";

/** 短信催缴 by a job: who asked for it and who approved it stands in the run and its request. */
export const BY_ITSELF: Caller = {
  actor: { kind: "system", id: "dunning-runs", name: "短信催缴" },
  origin: "system",
  language: "zh",
};
