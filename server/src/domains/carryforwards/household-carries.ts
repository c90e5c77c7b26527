import type { Actor } from "@warmline/shared/access/actor.ts";
import type { HouseholdCarry } from "@warmline/shared/carryforwards/answers.ts";
import { onAccountFigures, owedFigures } from "@warmline/shared/carryforwards/figures.ts";
import {
  carryChunks,
  carryForwards,
  carryLines,
  type CarryForward,
} from "@warmline/shared/carryforwards/model.ts";
import { ok, type Result } from "@warmline/shared/kernel/result.ts";
import type { Store } from "@warmline/shared/store/port.ts";
import type { Deps } from "../../platform/deps.ts";
import { getHousehold } from "../households/index.ts";

/** Of so many years, the newest. */
const SHOWN = 10;

/**
 * How a household's account stood at each sealed carry-forward, the newest first; one in which it
 * has no line is left out. Refusals, in this order: `not-found`, `out-of-scope`.
 */
export async function carriesOfHousehold(
  { store }: Pick<Deps, "store">,
  actor: Actor,
  id: string,
): Promise<Result<HouseholdCarry[], "not-found" | "out-of-scope">> {
  const found = await getHousehold({ store }, actor, id);
  if (!found.ok) return found;
  const where = { state: "sealed" };
  const query = { index: "byState", where, order: "descending", limit: SHOWN } as const;
  const sealed = await store.find(carryForwards, query);
  const carries = await Promise.all(
    sealed.map((carry) => carryOf(store, carry, id, found.value.number)),
  );
  return ok(carries.flatMap((carry) => carry ?? []));
}

/** In the chunk that begins last by its number. A blank comes before every digit. */
async function carryOf(
  store: Store,
  { id, day, previous }: CarryForward,
  accountId: string,
  number: string,
): Promise<HouseholdCarry | null> {
  const where = { runId: id };
  const until = { index: "byFirst", where, to: `${number} `, order: "descending" } as const;
  const [chunk] = await store.find(carryChunks, { ...until, limit: 1 });
  const own = chunk === undefined ? null : await store.get(carryLines, chunk.id);
  const line = own?.lines.find((one) => one.accountId === accountId);
  if (line === undefined) return null;
  return {
    id,
    day,
    previousDay: previous?.day ?? null,
    owed: owedFigures(line.rows),
    onAccount: onAccountFigures(line.rows),
  };
}
