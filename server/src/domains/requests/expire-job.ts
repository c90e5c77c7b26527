import type { SystemActor } from "@warmline/shared/access/actor.ts";
import { ok, type Result } from "@warmline/shared/kernel/result.ts";
import { requests, type ApprovalRequest } from "@warmline/shared/requests/model.ts";
import { command } from "../../platform/commands/command.ts";
import { runCommand } from "../../platform/commands/run-command.ts";
import { job } from "../../platform/jobs/job.ts";
import { findAll } from "../../platform/stores/find-pages.ts";
import { settled } from "./settling.ts";

const actor: SystemActor = { kind: "system", id: "requests-expiry", name: "requests expiry" };

/**
 * 过期: says on record that nobody decided in time. It has no refusals: one that is settled stays as
 * it is.
 */
export const expireRequest = command({
  name: "requests.expire",
  scope: "anywhere",
  load: async (reads, { id }: { readonly id: string }): Promise<Result<Expiring, never>> =>
    ok(await reads.get(requests, id)),
  decide(request, _, { at }) {
    const waits = request?.state === "pending" && request.expiresAt <= at;
    if (!waits) return ok({ value: false, writes: [], subjects: [] });
    const writes = [settled(request, "expired", at)];
    return ok({ value: true, writes, subjects: request.subjects });
  },
});
type Expiring = ApprovalRequest | null;

/** Begun twice it does no harm: each is a commit that finds it pending. */
export const expireJob = job({
  name: "requests.expire",
  repeat: { everyMs: 600_000 },
  deadlineMs: 300_000,
  backoffMs: 60_000,
  async run(deps, _, { signal, fence }) {
    const late = { index: "byState", where: { state: "pending" }, to: deps.clock.now() };
    const caller = { actor, origin: "system", language: "zh", signal } as const;
    for (const { id } of await findAll(deps, requests, late)) {
      await runCommand(deps, { ...caller, fence: await fence() }, expireRequest, { id });
    }
  },
});
