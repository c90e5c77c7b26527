import { ok, type Result } from "@warmline/shared/kernel/result.ts";
import { requests, type ApprovalRequest } from "@warmline/shared/requests/model.ts";
import { command } from "../../platform/commands/command.ts";
import { expiry, expiryJob } from "../../platform/jobs/expiry-job.ts";
import { settled } from "./settling.ts";

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

export const expireJob = expiryJob({
  name: "requests.expire",
  actor: { id: "requests-expiry", name: "requests expiry" },
  deadlineMs: 300_000,
  expiries: [expiry(requests, expireRequest, { index: "byState", where: { state: "pending" } })],
});
