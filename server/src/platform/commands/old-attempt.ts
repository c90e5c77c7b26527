import { conflict, retryOnConflict } from "./retry-on-conflict.ts";

/** For commands not yet declared: the same retrying without guarded reads. */
export async function attempt<T>(
  work: () => Promise<T | typeof lost>,
): Promise<T | { readonly ok: false; readonly code: "changed-meanwhile" }> {
  const outcome = await retryOnConflict(work, performance.now() + 10_000);
  return outcome === conflict ? { ok: false, code: "changed-meanwhile" } : (outcome as T);
}

export const lost = conflict;
