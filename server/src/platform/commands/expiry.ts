import type { Instant } from "@warmline/shared/kernel/time.ts";
import { ok, type Result } from "@warmline/shared/kernel/result.ts";
import type { Collection, Stored } from "@warmline/shared/store/collection.ts";
import { replace } from "@warmline/shared/store/write.ts";
import { command } from "./command.ts";

/** What is personal in it is kept until then. */
interface Expiring extends Stored {
  readonly expired: boolean;
  readonly expiresAt: Instant;
}

interface Declared<D extends Stored> {
  readonly name: string;
  readonly of: Collection<D>;
  readonly without: (one: D) => D;
}

/**
 * 到期清除. It has no refusals: one that went on meanwhile, or expired already, stays as it is.
 * Answers whether it was due.
 */
export function expiryCommand<D extends Expiring>({ name, of, without }: Declared<D>) {
  return command({
    name,
    scope: "anywhere",
    load: async ({ get }, { id }: { readonly id: string }): Promise<Result<D | null, never>> =>
      ok(await get(of, id)),
    decide(one, _, { at }) {
      const due = one !== null && !one.expired && one.expiresAt <= at;
      if (!due) return ok({ value: false, writes: [], subjects: [] });
      const writes = [replace(of, one, without(one))];
      return ok({ value: true, writes, subjects: [`${of.name}/${one.id}`] });
    },
  });
}
