import type { Household } from "@warmline/shared/households/model.ts";
import {
  accountStream,
  entries,
  isReversible,
  replay,
  type Entry,
} from "@warmline/shared/ledger/entry.ts";
import { isMoved } from "@warmline/shared/ledger/kinds/undo.ts";
import { FIND_LIMIT_MAX } from "@warmline/shared/store/port.ts";
import type { Deps } from "../../platform/deps.ts";

/**
 * Of these entries those that `balance-moved` keeps from being undone. Only the whole stream tells:
 * it is read where somebody held the household before, and of its own account alone.
 */
export async function movedAmong(
  { store }: Pick<Deps, "store">,
  { id, formerHolders = [] }: Pick<Household, "id" | "formerHolders">,
  page: readonly Entry[],
): Promise<ReadonlySet<string>> {
  const streamId = accountStream(id);
  const own = page.filter((entry) => entry.streamId === streamId && isReversible(entry));
  if (formerHolders.length === 0 || own.length === 0) return new Set();
  const query = { index: "seq", where: { streamId }, limit: FIND_LIMIT_MAX };
  const position = replay(id, await store.find(entries, query));
  return new Set(own.filter((entry) => isMoved(position, entry)).map((entry) => entry.id));
}
