import type { Actor } from "@warmline/shared/access/actor.ts";
import { within } from "@warmline/shared/access/scope.ts";
import { incidents } from "@warmline/shared/incidents/model.ts";
import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import type { Instant } from "@warmline/shared/kernel/time.ts";
import type { OutageRefundAnswer } from "@warmline/shared/outagerefunds/api.ts";
import {
  isAtWork,
  outageRefunds,
  type OutageRefund,
} from "@warmline/shared/outagerefunds/model.ts";
import { isPending, requests } from "@warmline/shared/requests/model.ts";
import type { Store } from "@warmline/shared/store/port.ts";
import type { Deps } from "../../platform/deps.ts";
import { outageRefundJob } from "./refund-job.ts";
import { refundingOutage } from "./refund-request.ts";
import { undoingOutage } from "./undo-request.ts";

/** So often one incident is previewed. */
const SHOWN = 20;

type Reading = Pick<Deps, "store" | "jobs" | "clock">;

/** The newest first. Refusals, in this order: `not-found`, `out-of-scope`. */
export async function refundsOfIncident(
  deps: Reading,
  actor: Actor,
  incidentId: string,
): Promise<Result<{ refunds: OutageRefundAnswer[] }, "not-found" | "out-of-scope">> {
  const incident = await deps.store.get(incidents, incidentId);
  if (incident === null) return refuse("not-found");
  if (!incident.branchIds.some((branchId) => within(actor, { branchId }))) {
    return refuse("out-of-scope");
  }
  const newest = { index: "byIncident", order: "descending", limit: SHOWN } as const;
  const found = await deps.store.find(outageRefunds, { ...newest, where: { incidentId } });
  return ok({ refunds: await Promise.all(found.map((one) => shown(deps, one))) });
}

async function shown(
  { store, jobs, clock }: Reading,
  refund: OutageRefund,
): Promise<OutageRefundAnswer> {
  const { id, rev, state } = refund;
  const { by: _, basis: __, ...fields } = refund as OutageRefund & { by?: unknown };
  const [job, waiting] = await Promise.all([
    isAtWork(state) ? jobs.read(outageRefundJob.name, `${id}/${rev}`) : null,
    waitingAbout(store, id, clock.now()),
  ]);
  const { done = 0, of = 0 } = job?.progress ?? {};
  const progress = isAtWork(state) ? { done, of } : null;
  return { ...fields, progress, waiting, halted: job?.state === "failed" };
}

/** The request about it that waits; null: none. */
async function waitingAbout(
  store: Pick<Store, "find">,
  id: string,
  now: Instant,
): Promise<string | null> {
  const command = [refundingOutage, undoingOutage].map((one) => one.command.name);
  const where = { about: `outageRefunds/${id}`, command, state: "pending" };
  const found = await store.find(requests, { index: "byAbout", where });
  return found.find((one) => isPending(one, now))?.id ?? null;
}
