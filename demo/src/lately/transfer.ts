import { households, type Household } from "@warmline/shared/households/model.ts";
import { cityDate, later, latest, startOfDay, type Instant } from "@warmline/shared/kernel/time.ts";
import { accounts, owedFen } from "@warmline/shared/ledger/account.ts";
import { transferHousehold } from "@warmline/server/domains/ledger/balance-commands.ts";
import type { Deps } from "@warmline/server/platform/deps.ts";
import type { Acting } from "./act.ts";

const HOUR_MS = 3_600_000;

/** One flat is sold, and what is owed stays with whoever had it. Once is enough. */
export async function sellFlat(
  acting: Acting,
  deps: Pick<Deps, "store">,
  candidates: readonly string[],
  now: Instant,
): Promise<void> {
  const flat = await firstOwing(deps, candidates);
  // Done before, or everybody here has paid: a small city may have no such flat.
  if (flat === null || flat.formerHolders !== undefined) return;
  // Not before midnight: the day that was is closed.
  const at = latest(later(now, -HOUR_MS), startOfDay(cityDate(now)));
  const manager = { who: "manager-xicheng", at };
  await acting.act(manager, transferHousehold, {
    id: flat.id,
    rev: flat.rev,
    name: "宋新迁",
    from: cityDate(now),
    evidence: "不动产权〔2026〕第0117号",
    reason: "买卖，欠费由原户主缴清",
    balances: "stay",
  });
}

async function firstOwing(
  { store }: Pick<Deps, "store">,
  ids: readonly string[],
): Promise<Household | null> {
  const [houses, states] = await Promise.all([
    store.getMany(households, ids),
    store.getMany(accounts, ids),
  ]);
  const owing = new Set(states.filter((one) => owedFen(one) > 0).map(({ id }) => id));
  return houses.find(({ id, formerHolders }) => formerHolders || owing.has(id)) ?? null;
}
