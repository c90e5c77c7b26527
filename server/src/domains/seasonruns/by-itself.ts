import type { Caller } from "../../platform/commands/caller.ts";

/** 批量出账 by a job: who asked for it and who approved it stands in the run and its request. */
export const BY_ITSELF: Caller = {
  actor: { kind: "system", id: "season-runs", name: "批量出账" },
  origin: "system",
  language: "zh",
};
