import { BY_ITSELF } from "@warmline/server/domains/dunning/by-itself.ts";
import {
  holdDunning,
  recordPromise,
  recordStep,
} from "@warmline/server/domains/dunning/commands.ts";
import { lookAt } from "@warmline/server/domains/dunning/look-command.ts";
import type { Command } from "@warmline/server/platform/commands/command.ts";
import { runCommand } from "@warmline/server/platform/commands/run-command.ts";
import type { Deps } from "@warmline/server/platform/deps.ts";
import type { DemoCity } from "@warmline/shared/demo/model.ts";
import { dueOf } from "@warmline/shared/dunning/due.ts";
import { fen } from "@warmline/shared/kernel/money.ts";
import { addDays, cityDate, latest, later, startOfDay } from "@warmline/shared/kernel/time.ts";
import { householdId } from "../household.ts";
import { owingHouseholds } from "./accounts.ts";
import type { Acting, Doing } from "./act.ts";

const HOUR_MS = 3_600_000;
/** So many flats come into the list; the nightly job brings in all others. */
const LISTED = 600;
const CHUNK = 50;

/**
 * 催缴: who is overdue is listed; one was reminded, one promised to pay after it, one is held.
 * Whoever is not to be dunned, because a case about heat is open, is left as it is.
 */
export async function dunDebtors(acting: Acting, deps: Deps, city: DemoCity): Promise<void> {
  const today = cityDate(city.madeAt);
  // Not before midnight: the day that was is closed.
  const at = latest(later(city.madeAt, -HOUR_MS), startOfDay(today));
  const cashier = { who: "cashier-xicheng2", at };

  const own = { ...deps, clock: { now: () => at } };
  const count = Math.min(LISTED, city.households);
  const ids = Array.from({ length: count }, (_, index) => householdId(index));
  for (let from = 0; from < count; from += CHUNK) {
    const accountIds = ids.slice(from, from + CHUNK);
    await runCommand(own, BY_ITSELF, lookAt, { accountIds });
  }

  const owing = await owingHouseholds(deps, city);
  const late = owing.filter(({ items }) => items.some((item) => dueOf(item) < today));
  // The last ones: nothing else has been done about them.
  const [reminded, promising, held] = late.slice(-3);
  for (const one of [reminded, promising]) {
    if (one === undefined) continue;
    const since = one.items.map(dueOf).toSorted()[0]!;
    const day = [addDays(since, 1), addDays(today, -10)].toSorted()[1]!;
    const call = { id: one.id, step: "reminder", day, delivery: "call" } as const;
    await unlessHeld(acting, cashier, recordStep, call);
  }
  if (promising !== undefined) {
    const by = { amountFen: fen(50_000), payBy: addDays(today, 7), note: "发工资后缴" };
    await unlessHeld(acting, { who: "agent1", at }, recordPromise, { id: promising.id, ...by });
  }
  if (held !== undefined) {
    const hold = { id: held.id, holdGround: "hardship", heldUntil: addDays(today, 60) } as const;
    const manager = { who: "manager-xicheng", at };
    await unlessHeld(acting, manager, holdDunning, { ...hold, reason: "住院，家属申请缓缴" });
  }
}

async function unlessHeld<I, S, V, C extends string>(
  acting: Acting,
  doing: Doing,
  command: Command<I, S, V, C>,
  input: I,
): Promise<void> {
  const { deps, caller } = acting.as(doing);
  await runCommand(deps, caller, command, input);
}
