import {
  invoiceProgress,
  invoices,
  PROGRESS_ID,
  type Invoice,
} from "@warmline/shared/invoices/model.ts";
import { entries, type Entry } from "@warmline/shared/ledger/entry.ts";
import type { LogEntry } from "@warmline/shared/store/port.ts";
import { put } from "@warmline/shared/store/write.ts";
import { runCommand } from "../../platform/commands/run-command.ts";
import type { Deps } from "../../platform/deps.ts";
import { findAll } from "../../platform/stores/find-pages.ts";
import { writtenIds } from "../../platform/stores/written-ids.ts";
import { ISSUER, issueJob } from "./issue-job.ts";
import { invoicesOf } from "./paid.ts";
import { taxProviderOf } from "./provider.ts";
import { correctInvoices } from "./red-commands.ts";

/** So many commits may be read again after a restart: what was corrected is found corrected. */
const KEPT_EACH = 1_000;
/** Payments whose invoices are looked for at once. */
const SOUGHT_EACH = 100;

/**
 * Follows the log, on every node, from where it was left: invoices that are wanted are issued by a
 * job, and those whose money was taken back are corrected. Whoever is second finds it done.
 */
export async function followInvoices(deps: Deps): Promise<void> {
  const { store } = deps;
  const head = await store.head();
  const kept = await store.get(invoiceProgress, PROGRESS_ID);
  // A store that was restored is behind what was read of the one before.
  const start = kept === null || kept.position > head ? head : kept.position;
  await keepPosition(deps, start);
  const waiting = { index: "byState", where: { state: ["wanted", "issuing"] } };
  await orderIssuing(deps, await findAll(deps, invoices, waiting));
  let keptAt = start;
  const follower = store.follow(
    start,
    async (batch) => {
      const changed = await store.getMany(invoices, writtenIds(batch, invoices));
      await orderIssuing(deps, changed);
      const count = await correct(deps, await touched(deps, batch, changed));
      const { position = keptAt } = batch.at(-1) ?? {};
      if (count === 0 && position - keptAt < KEPT_EACH) return;
      await keepPosition(deps, position);
      keptAt = position;
    },
    { name: "invoices" },
  );
  deps.onStop(() => follower.stop());
}

/** None while nothing issues them: they wait, and are found when something does. */
async function orderIssuing(deps: Deps, some: readonly Invoice[]): Promise<void> {
  if (taxProviderOf(deps.config) === null) return;
  for (const { id, attempt, state } of some) {
    if (state !== "wanted" && state !== "issuing") continue;
    await deps.jobs.enqueue(issueJob, { key: `${id}/${attempt}`, payload: { id, attempt } });
  }
}

/** Payments whose money pays less than before, or whose invoices are known to be issued by now. */
async function touched(
  { store }: Pick<Deps, "store">,
  batch: readonly LogEntry[],
  changed: readonly Invoice[],
): Promise<string[]> {
  const written = await store.getMany(entries, writtenIds(batch, entries));
  const freed = [...new Set(written.flatMap(freedBy))];
  const answered = changed.filter(({ state }) => state === "issued" || state === "refused");
  const ids = answered.flatMap(({ paymentIds }) => paymentIds);
  for (let from = 0; from < freed.length; from += SOUGHT_EACH) {
    const some = freed.slice(from, from + SOUGHT_EACH);
    const found = await invoicesOf(store, some);
    ids.push(...found.flatMap(({ paymentIds }) => paymentIds).filter((id) => some.includes(id)));
  }
  return [...new Set(ids)];
}

/** Lots of which an entry took something off what they had paid. */
function freedBy({ lines }: Entry): string[] {
  return lines.flatMap(({ account, lotId, amountFen }) =>
    account === "receivable" && lotId !== undefined && amountFen > 0 ? [lotId] : [],
  );
}

/** How many corrections were made. */
async function correct(deps: Deps, paymentIds: readonly string[]): Promise<number> {
  let count = 0;
  for (const paymentId of paymentIds) {
    for (;;) {
      const made = await runCommand(deps, ISSUER, correctInvoices, { paymentId });
      if (!made.ok) deps.log.error({ paymentId, code: made.code }, "invoices: not corrected");
      if (!made.ok || !made.value.done) break;
      count += 1;
    }
  }
  return count;
}

/** Of several nodes the one that is further on holds; which of two writes first does not matter. */
async function keepPosition({ store }: Pick<Deps, "store">, position: number): Promise<void> {
  const before = await store.get(invoiceProgress, PROGRESS_ID);
  if (before !== null && before.position === position) return;
  await store.commit([put(invoiceProgress, before, { id: PROGRESS_ID, position })]);
}
