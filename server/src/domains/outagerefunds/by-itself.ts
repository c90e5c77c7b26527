import type { Caller } from "../../platform/commands/caller.ts";

/** 停热整片退费 by a job: who asked for it and who approved it stands in it and its request. */
export const BY_ITSELF: Caller = {
  actor: { kind: "system", id: "outage-refunds", name: "停热整片退费" },
  origin: "system",
  language: "zh",
};
