import { calls, type Standing } from "@warmline/shared/calls/model.ts";
import { rowOf, type CallRow } from "@warmline/shared/calls/rows.ts";
import { ok, type Result } from "@warmline/shared/kernel/result.ts";
import type { Caller } from "../../platform/commands/caller.ts";
import type { Deps } from "../../platform/deps.ts";
import { maySeeCall, seeCall } from "./see-call.ts";

interface Paging {
  readonly standing: Standing;
  readonly limit: number;
  readonly after?: string | undefined;
}

/** Calls that stand so, the newest first. */
export async function listCalls(
  { store }: Pick<Deps, "store">,
  { actor }: Pick<Caller, "actor">,
  { standing, limit, after: afterId }: Paging,
): Promise<{ calls: CallRow[]; next: string | null }> {
  const after = afterId === undefined ? null : await store.get(calls, afterId);
  const found = await store.find(calls, {
    index: "byStanding",
    where: { standing },
    order: "descending",
    limit,
    ...(after === null ? {} : { after }),
  });
  const next = found.length === limit ? (found.at(-1)?.id ?? null) : null;
  return { calls: found.filter((call) => maySeeCall(actor, call)).map(rowOf), next };
}

/** What an agent looks back upon while the caller waits. */
const EARLIER_MAX = 5;

/**
 * The last calls from the number that this one came from; none where it was withheld. Refusals, in
 * this order: `not-found`, `out-of-scope`.
 */
export async function earlierCalls(
  { store }: Pick<Deps, "store">,
  by: Pick<Caller, "actor">,
  id: string,
): Promise<Result<{ calls: CallRow[] }, "not-found" | "out-of-scope">> {
  const seen = await seeCall({ store }, by, id);
  if (!seen.ok) return seen;
  const { from } = seen.value;
  if (from === null) return ok({ calls: [] });
  const newest = { order: "descending", limit: EARLIER_MAX + 1 } as const;
  const found = await store.find(calls, { index: "byFrom", where: { from }, ...newest });
  const others = found.filter((call) => call.id !== id && maySeeCall(by.actor, call));
  return ok({ calls: others.slice(0, EARLIER_MAX).map(rowOf) });
}
