import type { Caller } from "../../../platform/commands/caller.ts";

/** What call-backs do by themselves stands in the trail under this name. */
export const RING_BACK: Caller = {
  actor: { kind: "system", id: "ring-back", name: "预约回电" },
  origin: "ring-back",
  language: "zh",
};
