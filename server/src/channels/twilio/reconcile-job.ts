import { calls, type Call } from "@warmline/shared/calls/model.ts";
import { hasEnded } from "@warmline/shared/calls/states.ts";
import { ok } from "@warmline/shared/kernel/result.ts";
import { later, type Instant } from "@warmline/shared/kernel/time.ts";
import type { Caller } from "../../platform/commands/caller.ts";
import { runCommand } from "../../platform/commands/run-command.ts";
import type { Deps } from "../../platform/deps.ts";
import { job } from "../../platform/jobs/job.ts";
import { findAll } from "../../platform/stores/find-pages.ts";
import { accountOf, type Account } from "./account.ts";
import { lineCommand, type OfCall } from "./line-command.ts";
import { reachOf } from "./reach.ts";
import type { CarrierCall } from "./rest.ts";

/** What is ended by itself stands in the trail under this name. */
const RECONCILER: Caller = {
  actor: { kind: "system", id: "calls-reconciler", name: "通话核对" },
  origin: "twilio",
  language: "zh",
};

/** Nothing was told of a call for so long: longer than a carrier tries to deliver a callback. */
export const QUIET_MS = 300_000;
/** Calls asked about in one run; of more the next run takes the next. */
const ASKED_MAX = 200;

interface Reconciled extends OfCall {
  /** Null: the carrier knows of no such call. */
  readonly found: Pick<CarrierCall, "state" | "durationS" | "endedAt"> | null;
}

/**
 * 核对: the call is over, as the carrier says now that it is asked, in the commit in which its place
 * in the queue, its desk and whoever was rung by it end; a callback that comes after all holds
 * against it. One that ended meanwhile stays as it is. Refusals, in this order: `other-account`,
 * `call-full`.
 */
function reconcile(account: Account) {
  return lineCommand({
    name: "calls.reconcile",
    account,
    ends: ({ CallSid }) => ({ callId: CallSid, lineId: CallSid }),
    moot: ({ state }) => hasEnded(state),
    tell: ({ found }: Reconciled) =>
      ok({
        event: {
          key: "reconciled",
          kind: "reconciled",
          state: found?.state ?? "failed",
          ...(found === null ? { unknown: true as const } : {}),
          ...(found?.endedAt === undefined ? {} : { at: found.endedAt }),
          ...(found?.durationS === undefined ? {} : { durationS: found.durationS }),
        } as const,
      }),
    value: () => null,
  });
}

/**
 * Ends calls whose end the carrier told nobody, so that no agent stays in one that is over. A
 * carrier that is not there ends the run: nothing has changed, and it is asked again.
 */
export const reconcileJob = job({
  name: "twilio.reconcile-calls",
  repeat: { everyMs: 60_000 },
  deadlineMs: 180_000,
  backoffMs: 30_000,
  wanted: (config) => accountOf(config) !== null,
  async run(deps, _, { number, signal, fence }) {
    const account = accountOf(deps.config);
    const reach = reachOf(deps.config);
    if (account === null || reach === null) return;
    const { carrierClient } = await import("./rest.ts");
    const client = carrierClient(account, reach);
    for (const { id: CallSid } of shareOf(await quietCalls(deps), number)) {
      signal.throwIfAborted();
      const found = await client.look(CallSid);
      if (found !== null && !hasEnded(found.state)) continue;
      const caller = { ...RECONCILER, signal, fence: await fence() };
      await runCommand(deps, caller, reconcile(account), {
        AccountSid: account.sid,
        CallSid,
        found,
      });
    }
  },
});

/** Calls that go on, the oldest first, of which nothing was told for long. */
async function quietCalls({ store, clock }: Pick<Deps, "store" | "clock">): Promise<Call[]> {
  const to = later(clock.now(), -QUIET_MS);
  const open = { index: "byStanding", where: { standing: "open" }, to };
  const found = await findAll({ store }, calls, open);
  // Of those who hung up to be rung back the line is over.
  return found.filter((call) => !hasEnded(call.state) && lastToldAt(call) <= to);
}

function lastToldAt({ events, startedAt }: Call): Instant {
  return events.at(-1)?.at ?? startedAt;
}

/** What each run takes, so that calls that go on for long keep none from being asked about. */
export function shareOf<T>(all: readonly T[], run: number): readonly T[] {
  const shares = Math.max(1, Math.ceil(all.length / ASKED_MAX));
  const start = (run % shares) * ASKED_MAX;
  return all.slice(start, start + ASKED_MAX);
}
