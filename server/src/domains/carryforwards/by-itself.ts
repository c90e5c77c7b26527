import type { Caller } from "../../platform/commands/caller.ts";

/** 年度结转 by a job: who asked for it and who sealed it stands in the carry-forward. */
export const BY_ITSELF: Caller = {
  actor: { kind: "system", id: "carry-forwards", name: "年度结转" },
  origin: "system",
  language: "zh",
};
