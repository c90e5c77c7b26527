import { priceGuards } from "@warmline/shared/households/model.ts";
import { insert, replace, type Write } from "@warmline/shared/store/write.ts";
import type { Deps } from "../../platform/deps.ts";

/**
 * The write that must be part of every change under this guard. Asked for before reading what is to
 * be compared: whatever changes after that makes the commit lose.
 */
export async function priceGuard({ store }: Pick<Deps, "store">, id: string): Promise<Write> {
  const guard = await store.get(priceGuards, id);
  return guard === null ? insert(priceGuards, { id }) : replace(priceGuards, guard, guard);
}
