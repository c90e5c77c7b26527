import {
  dunningMessages,
  dunningRuns,
  type DunningMessage,
} from "@warmline/shared/dunningruns/model.ts";
import { ok, type Result } from "@warmline/shared/kernel/result.ts";
import { cityDate } from "@warmline/shared/kernel/time.ts";
import { replace } from "@warmline/shared/store/write.ts";
import { command } from "../../platform/commands/command.ts";
import { readDunned, type Dunned } from "../dunning/index.ts";
import { readTakeBack, takeBackWrites } from "../notices/index.ts";
import { noticeIdOf } from "./notice-id.ts";
import { notDueWhy } from "./queue-command.ts";

interface TakeBack {
  /** Of messages that are under way. */
  readonly ids: readonly string[];
}

interface UnderWay {
  readonly message: DunningMessage;
  readonly step: Parameters<typeof notDueWhy>[0] | undefined;
  readonly dunned: Dunned | undefined;
  readonly notice: Awaited<ReturnType<typeof readTakeBack>> extends Map<string, infer N>
    ? N | undefined
    : never;
}

/**
 * 撤回: messages to accounts that are not to be written to any more, as far as no carrier has them.
 * It has no refusals. Answers how many were taken back.
 */
export const takeBack = command({
  name: "dunningruns.take-back",
  scope: "anywhere",
  async load(reads, { ids }: TakeBack, { at }): Promise<Result<readonly UnderWay[], never>> {
    const found = await reads.getMany(dunningMessages, ids);
    const queued = found.filter(({ state }) => state === "queued");
    const runIds = [...new Set(queued.map(({ runId }) => runId))];
    const accountIds = queued.map(({ accountId }) => accountId);
    const [runs, dunned, notices] = await Promise.all([
      reads.getMany(dunningRuns, runIds),
      readDunned(reads, accountIds, cityDate(at)),
      readTakeBack(reads, queued.map(noticeIdOf)),
    ]);
    const stepOf = new Map(runs.map((run) => [run.id, run]));
    return ok(
      queued.map((message) => ({
        message,
        step: stepOf.get(message.runId),
        dunned: dunned.get(message.accountId),
        notice: notices.get(noticeIdOf(message)),
      })),
    );
  },
  decide(all, _, { at }) {
    const taken = all.flatMap(({ message, step, dunned, notice }) => {
      if (step === undefined || dunned === undefined || notice === undefined) return [];
      const why = notDueWhy(step, message, dunned, cityDate(at));
      const writes = why === null ? null : takeBackWrites(notice, at);
      if (why === null || writes === null) return [];
      const next = { ...message, state: "withdrawn" as const, why, since: at };
      return [{ message, writes: [replace(dunningMessages, message, next), ...writes] }];
    });
    return ok({
      value: taken.length,
      writes: taken.flatMap(({ writes }) => writes),
      subjects: taken.map(({ message }) => `households/${message.householdId}`),
    });
  },
});
