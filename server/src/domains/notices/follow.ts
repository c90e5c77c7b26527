import { cases } from "@warmline/shared/cases/model.ts";
import { incidents } from "@warmline/shared/incidents/model.ts";
import { noticeProgress, notices, PROGRESS_ID } from "@warmline/shared/notices/model.ts";
import type { LogEntry } from "@warmline/shared/store/port.ts";
import { put } from "@warmline/shared/store/write.ts";
import type { Deps } from "../../platform/deps.ts";
import { findAll } from "../../platform/stores/find-pages.ts";
import { writtenIds } from "../../platform/stores/written-ids.ts";
import { noticesOfCases } from "./of-cases.ts";
import { noticesOfMoney } from "./of-money.ts";
import { raiseOfTickets } from "./of-tickets.ts";
import { raiseAll } from "./raise-command.ts";
import { orderSending } from "./send-job.ts";
import { settleNotices } from "./settling.ts";
import { orderSpreading } from "./spread-job.ts";

/** So many commits may be read again after a restart: what was raised is found raised. */
const KEPT_EACH = 1_000;

/**
 * Follows the log, on every node, from where it was left: what happened becomes notices, notices
 * that are due are sent, and what became of them is known. Whoever is second finds it done.
 */
export async function followNotices(deps: Deps): Promise<void> {
  const { store } = deps;
  const head = await store.head();
  const kept = await store.get(noticeProgress, PROGRESS_ID);
  // A store that was restored is behind what was read of the one before.
  const start = kept === null || kept.position > head ? head : kept.position;
  await keepPosition(deps, start);
  await orderSending(
    deps,
    await findAll(deps, notices, { index: "byState", where: { state: "due" } }),
  );
  let keptAt = start;
  const follower = store.follow(
    start,
    async (batch) => {
      await settleNotices(deps, batch);
      await orderSending(deps, await store.getMany(notices, writtenIds(batch, notices)));
      const count = await raise(deps, batch);
      const { position = keptAt } = batch.at(-1) ?? {};
      if (count === 0 && position - keptAt < KEPT_EACH) return;
      await keepPosition(deps, position);
      keptAt = position;
    },
    { name: "notices" },
  );
  deps.onStop(() => follower.stop());
}

/** How many are new. */
async function raise(deps: Deps, batch: readonly LogEntry[]): Promise<number> {
  await orderSpreading(deps, await deps.store.getMany(incidents, writtenIds(batch, incidents)));
  const changed = await deps.store.getMany(cases, writtenIds(batch, cases));
  const [ofCases, ofMoney] = await Promise.all([
    noticesOfCases(deps, changed),
    noticesOfMoney(deps, batch),
  ]);
  const raised = await raiseAll(deps, [...ofCases, ...ofMoney]);
  return raised + (await raiseOfTickets(deps, batch));
}

/** Of several nodes the one that is further on holds; which of two writes first does not matter. */
async function keepPosition({ store }: Pick<Deps, "store">, position: number): Promise<void> {
  const before = await store.get(noticeProgress, PROGRESS_ID);
  if (before !== null && before.position === position) return;
  await store.commit([put(noticeProgress, before, { id: PROGRESS_ID, position })]);
}
