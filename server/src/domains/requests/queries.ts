import type { Actor } from "@warmline/shared/access/actor.ts";
import { mapOk, ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import type { RequestRow } from "@warmline/shared/requests/api.ts";
import { requests } from "@warmline/shared/requests/model.ts";
import { anyApprovable, type Approvable } from "../../platform/commands/approvable.ts";
import type { Deps } from "../../platform/deps.ts";
import { registryOf, type Registry } from "./registry.ts";
import { isSeen, requestRow, seeingOf } from "./rows.ts";
import { loadRequest } from "./settling.ts";

export type Looking = Pick<Deps, "store" | "clock"> & { readonly registry: Registry };

/** Refusals, in this order: `not-found`, `out-of-scope`. */
export async function requestFor(
  { store, clock, registry }: Looking,
  actor: Actor,
  id: string,
): Promise<Result<RequestRow, "not-found" | "out-of-scope">> {
  const found = await loadRequest(store, { id }, { actor, at: clock.now(), registry });
  return mapOk(found, ({ request, seeing }) => requestRow(request, seeing));
}

/**
 * What an endpoint that asks answers: the request as it now stands, for whoever asked. Refusals, in
 * this order: `not-found`, `out-of-scope`.
 */
export async function askedFor<I, S, V, C extends string>(
  { store, clock }: Pick<Deps, "store" | "clock">,
  actor: Actor,
  of: Approvable<I, S, V, C>,
  id: string,
): Promise<Result<{ readonly request: RequestRow }, "not-found" | "out-of-scope">> {
  const registry = registryOf([anyApprovable(of)]);
  return mapOk(await requestFor({ store, clock, registry }, actor, id), (request) => ({ request }));
}

/**
 * Newest first; a page may be short, where others' requests lie between, while `next` says where to
 * go on. Refusal: `not-found` (`after` is no request).
 */
export async function requestPage(
  { store, clock, registry }: Looking,
  actor: Actor,
  { after: afterId, limit }: { readonly after?: string | undefined; readonly limit: number },
): Promise<Result<{ readonly rows: RequestRow[]; readonly next: string | null }, "not-found">> {
  const after = afterId === undefined ? null : await store.get(requests, afterId);
  if (after === null && afterId !== undefined) return refuse("not-found");
  const from = after === null ? {} : { after };
  const newest = { index: "byTime", order: "descending", limit, ...from } as const;
  const found = await store.find(requests, newest);
  const seeing = await seeingOf(store, { actor, registry, now: clock.now() });
  const rows = found.filter((one) => isSeen(one, seeing)).map((one) => requestRow(one, seeing));
  return ok({ rows, next: found.length === limit ? (found.at(-1)?.id ?? null) : null });
}
