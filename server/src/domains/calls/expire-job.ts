import type { SystemActor } from "@warmline/shared/access/actor.ts";
import { withoutPersonal } from "@warmline/shared/calls/expire.ts";
import { casesOf } from "@warmline/shared/calls/linked-cases.ts";
import { calls, type Call } from "@warmline/shared/calls/model.ts";
import { cases } from "@warmline/shared/cases/model.ts";
import { later, type Instant } from "@warmline/shared/kernel/time.ts";
import { ok, type Result } from "@warmline/shared/kernel/result.ts";
import { replace, type Write } from "@warmline/shared/store/write.ts";
import { mergeChain } from "../cases/index.ts";
import { forgetNotes, loadQueuedOf } from "../acd/index.ts";
import { command } from "../../platform/commands/command.ts";
import { runCommand } from "../../platform/commands/run-command.ts";
import { job } from "../../platform/jobs/job.ts";
import { findPages } from "../../platform/stores/find-pages.ts";

const actor: SystemActor = { kind: "system", id: "calls-expiry", name: "来电到期" };

/** Calls in one commit, and in one run: what is left over comes with the next night. */
const PIECE = 100;
const RUN_MAX = 20_000;

interface Piece {
  readonly ids: readonly string[];
  /** Of calls that came in by then. */
  readonly until: Instant;
}

interface Expiring {
  readonly found: readonly Call[];
  /** Cases that are worked on still, by themselves or as part of another. */
  readonly open: ReadonlySet<string>;
  readonly queued: Awaited<ReturnType<typeof loadQueuedOf>>;
}

/**
 * 到期清除, a piece of them in one commit. It has no refusals: what is to be rung back, or stands
 * beside a case that is not closed, stays as it is.
 */
export const expireCalls = command({
  name: "calls.expire",
  scope: "anywhere",
  async load(reads, { ids }: Piece): Promise<Result<Expiring, never>> {
    const found = await reads.getMany(calls, ids);
    const beside = await reads.getMany(cases, [...new Set(found.flatMap(casesOf))]);
    const open = new Set<string>();
    for (const one of beside) {
      const merged = one.mergedInto === undefined ? one : (await mergeChain(reads, one.id)).at(-1);
      if (merged?.open) open.add(one.id);
    }
    return ok({ found, open, queued: await loadQueuedOf(reads, ids) });
  },
  decide({ found, open, queued }, { until }) {
    const due = found.filter((call) => isDue(call, until, open));
    const dueIds = new Set(due.map(({ id }) => id));
    return ok({
      value: due.length,
      writes: [
        ...due.map((call): Write => replace(calls, call, withoutPersonal(call))),
        ...forgetNotes(queued.filter(({ id }) => dueIds.has(id))),
      ],
      subjects: due.map(({ id }) => `${calls.name}/${id}`),
    });
  },
});

function isDue(call: Call, until: Instant, open: ReadonlySet<string>): boolean {
  const past = call.standing === "over" && call.startedAt <= until;
  return past && !casesOf(call).some((id) => open.has(id));
}

const DAY_MS = 86_400_000;

/** Begun twice it does no harm: each piece is a commit that finds them due. */
export const expireJob = job({
  name: "calls.expire",
  repeat: { dailyAt: "03:40" },
  deadlineMs: 1_800_000,
  backoffMs: 60_000,
  async run(deps, _, { signal, fence }) {
    const until = later(deps.clock.now(), -deps.config.CALLS_KEPT_DAYS * DAY_MS);
    const caller = { actor, origin: "system", language: "zh", signal } as const;
    const past = { index: "byStanding", where: { standing: "over" }, to: until };
    let done = 0;
    for await (const page of findPages(deps.store, calls, past, PIECE)) {
      signal.throwIfAborted();
      const piece = { ids: page.map(({ id }) => id), until };
      const by = { ...caller, fence: await fence() };
      const expired = await runCommand(deps, by, expireCalls, piece);
      done += expired.ok ? expired.value : 0;
      if (done >= RUN_MAX) return;
    }
  },
});
