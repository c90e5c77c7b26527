import { setImmediate } from "node:timers/promises";
import { accountIdOf, entries, type Entry } from "@warmline/shared/ledger/entry.ts";
import { relievedBy } from "@warmline/shared/ledger/kinds/relief.ts";
import { incidents } from "@warmline/shared/incidents/model.ts";
import {
  isAtWork,
  outageRefunds,
  type OutageRefund,
} from "@warmline/shared/outagerefunds/model.ts";
import type { RefundTotals } from "@warmline/shared/outagerefunds/model.ts";
import type { Caller } from "../../platform/commands/caller.ts";
import { guardedReads } from "../../platform/commands/guarded-reads.ts";
import { runCommand } from "../../platform/commands/run-command.ts";
import type { Deps } from "../../platform/deps.ts";
import { job } from "../../platform/jobs/job.ts";
import type { JobRun } from "../../platform/jobs/run.ts";
import { findPages } from "../../platform/stores/find-pages.ts";
import { countInside, householdsInside } from "../incidents/index.ts";
import { reckonRelief, readRelieving } from "../ledger/index.ts";
import { BY_ITSELF } from "./by-itself.ts";
import { finishOutageRefund } from "./finish-command.ts";
import { refundOne, wantedOf } from "./refund-one-command.ts";
import { Tally } from "./totals.ts";
import { undoSome } from "./undo-some-command.ts";

/** Which one, as of which of its revisions: each step of it is a job. */
interface Order {
  readonly refundId: string;
  readonly rev: number;
}

/** Households or entries read ahead. */
const PAGE = 100;

/**
 * 停热整片退费: carries on with what it is at, household by household. Each is a commit of its own that
 * asks what it is at by then, and none is refunded the same days twice: it may end anywhere and be
 * begun again.
 */
export const outageRefundJob = job<Order>({
  name: "outagerefunds.carry-on",
  deadlineMs: 6 * 3_600_000,
  async run(deps, { refundId, rev }, run) {
    // Before it is read: a run that was outdone may have ended it until then, and cannot after.
    const fence = await run.fence();
    const of = await deps.store.get(outageRefunds, refundId);
    if (of === null || of.rev !== rev || !isAtWork(of.state)) return;
    const caller = { ...BY_ITSELF, fence, signal: run.signal };
    const work = { deps, run, of, caller };
    const totals = await STEPS[of.state](work);
    const done = await runCommand(deps, caller, finishOutageRefund, { id: refundId, rev, totals });
    if (!done.ok && done.code !== "outage-refund-not-working") throw new Error(done.code);
  },
});

/** Wants it carried on with; the same revision is one job, whoever asks for it. */
export async function orderCarryingOn(deps: Deps, { id, rev, state }: OutageRefund) {
  if (!isAtWork(state)) return;
  const payload = { refundId: id, rev };
  await deps.jobs.enqueue(outageRefundJob, { key: `${id}/${rev}`, payload });
}

interface Work {
  readonly deps: Deps;
  readonly run: JobRun;
  readonly of: OutageRefund;
  readonly caller: Caller;
}

const STEPS = { previewing: preview, refunding: refund, undoing: undo };

/** Nothing is written: the same is reckoned as when it is posted. */
async function preview(work: Work): Promise<RefundTotals> {
  const { deps, of, caller } = work;
  const tally = new Tally();
  for await (const id of households(work)) {
    const moment = {
      at: deps.clock.now(),
      actor: BY_ITSELF.actor,
      caller,
      nextId: () => deps.ids.next(),
    };
    const wanted = wantedOf(of, id);
    const state = await readRelieving(guardedReads(deps.store), wanted, moment);
    const posting = state.ok ? reckonRelief(state.value, wanted, moment) : state;
    if (posting.ok) tally.count(relievedBy(posting.value.lines));
    else tally.leaveOut(posting.code);
  }
  return tally.totals();
}

async function refund(work: Work): Promise<RefundTotals> {
  const { deps, of, caller } = work;
  const tally = new Tally();
  // Also whose was reversed since: somebody wanted that, and it is not given again.
  const before = new Set<string | null>();
  for await (const own of entriesOf(deps, of)) {
    for (const { streamId } of own) before.add(accountIdOf(streamId));
  }
  for await (const householdId of households(work)) {
    if (before.has(householdId)) continue;
    const done = await runCommand(deps, caller, refundOne, { refundId: of.id, householdId });
    if (!done.ok) {
      if (STOPS.some((code) => code === done.code)) throw new Error(done.code);
      tally.leaveOut(done.code);
    }
  }
  for (const { lines } of await standing(deps, of)) tally.count(relievedBy(lines));
  return tally.totals();
}

/** What ends the job, to be begun again: no other household fares better. */
const STOPS = ["day-closed", "outage-refund-not-working"];

async function undo(work: Work): Promise<RefundTotals> {
  const { deps, run, of, caller } = work;
  const all = await standing(deps, of);
  for (let from = 0; from < all.length; from += PAGE) {
    run.signal.throwIfAborted();
    const entryIds = all.slice(from, from + PAGE).map(({ id }) => id);
    const done = await runCommand(deps, caller, undoSome, { refundId: of.id, entryIds });
    if (!done.ok) throw new Error(done.code);
    run.progress({ stage: "outage-undoing", done: from + entryIds.length, of: all.length });
    await setImmediate();
  }
  const tally = new Tally();
  for (const { lines } of await standing(deps, of)) tally.count(relievedBy(lines));
  return tally.totals();
}

/** Those whom the incident reached, as it was looked at; what waits at a counter comes between. */
async function* households({ deps, run, of }: Work): AsyncGenerator<string> {
  const incident = await deps.store.get(incidents, of.incidentId);
  const all = incident === null ? 0 : await countInside(deps, incident.areas);
  let done = 0;
  for await (const page of householdsInside(deps, incident?.areas ?? [], PAGE)) {
    for (const { id } of page) {
      run.signal.throwIfAborted();
      await setImmediate();
      yield id;
    }
    done += page.length;
    run.progress({ stage: `outage-${of.state}`, done, of: Math.max(done, all) });
  }
}

/** What it has posted, page by page, reversed or not. */
async function* entriesOf(
  { store }: Pick<Deps, "store">,
  { incidentId, refunded }: OutageRefund,
): AsyncGenerator<Entry[]> {
  const query = { index: "byIncident", where: { incidentId } };
  for await (const page of findPages(store, entries, query, PAGE)) {
    yield page.filter(({ requestId }) => requestId === refunded?.requestId);
  }
}

/** Its entries that were not reversed. */
async function standing(deps: Pick<Deps, "store">, of: OutageRefund): Promise<Entry[]> {
  const found: Entry[] = [];
  for await (const own of entriesOf(deps, of)) {
    const reversals = await deps.store.find(entries, {
      index: "reverses",
      where: { reverses: own.map(({ id }) => id) },
      limit: PAGE,
    });
    const undone = new Set(reversals.map(({ reverses }) => reverses));
    found.push(...own.filter(({ id }) => !undone.has(id)));
  }
  return found;
}
