import { ok, type Result } from "@warmline/shared/kernel/result.ts";
import {
  callSumsProgress,
  PROGRESS_ID,
  type CallSumsProgress,
} from "@warmline/shared/callstats/model.ts";
import { put } from "@warmline/shared/store/write.ts";
import { command } from "../../platform/commands/command.ts";
import { fromTheFirst, progressOf } from "./reckon.ts";

/** 重算: whoever follows the log begins again at its first commit. It has no refusals. */
export const rebuildStats = command({
  name: "callstats.rebuild",
  scope: "city",
  load: async (reads, _: Record<string, never>): Promise<Result<CallSumsProgress, never>> =>
    ok(await progressOf({ store: reads })),
  decide: (progress) =>
    ok({
      value: { done: true as const },
      writes: [put(callSumsProgress, progress, fromTheFirst(progress))],
      subjects: [`${callSumsProgress.name}/${PROGRESS_ID}`],
    }),
});
