import { createHash } from "node:crypto";
import {
  dunningMessages,
  dunningRuns,
  isWorking,
  type DunningRun,
  type RunPreview,
  type WorkingState,
} from "@warmline/shared/dunningruns/model.ts";
import { addFen, ZERO_FEN } from "@warmline/shared/kernel/money.ts";
import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import type { Store } from "@warmline/shared/store/port.ts";
import { replace } from "@warmline/shared/store/write.ts";
import { command, type Decision } from "../../platform/commands/command.ts";
import type { Deps } from "../../platform/deps.ts";
import { findPages } from "../../platform/stores/find-pages.ts";
import { readRun, type RunRef } from "./begin-command.ts";

interface Finishing {
  readonly run: DunningRun;
  /** Of a preview. */
  readonly preview: Omit<RunPreview, "at"> | null;
}

type FinishCode = "not-found" | "messages-not-under-way";

const ENDS = { previewing: "previewed", sending: "sent" } as const satisfies Record<
  WorkingState,
  DunningRun["state"]
>;

/** Messages read ahead. */
const PAGE = 500;

/**
 * The step in hand is through. What a preview says is fixed by a digest over each message.
 * Refusals, in this order: `not-found`, `messages-not-under-way`.
 */
export function finishRun({ store }: Pick<Deps, "store">) {
  return command({
    name: "dunningruns.finish",
    scope: "city",
    async load(reads, { id }: RunRef): Promise<Result<Finishing, FinishCode>> {
      const found = await readRun(reads, id);
      if (!found.ok) return found;
      const run = found.value;
      return ok({ run, preview: run.state === "previewing" ? await summed(store, run) : null });
    },
    decide({ run, preview }, _, { at }): Result<Decision<RunRef>, FinishCode> {
      if (!isWorking(run.state) || run.paused) return refuse("messages-not-under-way");
      const ended = { ...run, state: ENDS[run.state], endedAt: at };
      const next = preview === null ? ended : { ...ended, preview: { at, ...preview } };
      return ok({
        value: { id: run.id },
        writes: [replace(dunningRuns, run, next)],
        subjects: [`dunningRuns/${run.id}`],
      });
    },
  });
}

async function summed(
  store: Pick<Store, "find">,
  { id: runId }: DunningRun,
): Promise<Omit<RunPreview, "at">> {
  const digest = createHash("sha256");
  const byWay = { chat: 0, sms: 0 };
  let [messages, leftOut, amountFen] = [0, 0, ZERO_FEN];
  const query = { index: "byNumber", where: { runId } };
  for await (const page of findPages(store, dunningMessages, query, PAGE)) {
    for (const { accountId, way, text, amountFen: owed } of page) {
      if (way === undefined || text === undefined) {
        leftOut += 1;
        continue;
      }
      messages += 1;
      byWay[way] += 1;
      amountFen = addFen(amountFen, owed);
      digest.update(`${JSON.stringify([accountId, way, owed, text.zh, text.en])}\n`);
    }
  }
  return { messages, byWay, leftOut, amountFen, digest: digest.digest("hex") };
}
