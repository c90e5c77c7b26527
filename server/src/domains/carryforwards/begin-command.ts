import {
  CARRY_OPEN,
  carryForwards,
  type CarryForward,
} from "@warmline/shared/carryforwards/model.ts";
import { households } from "@warmline/shared/households/model.ts";
import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { cityDate, type CityDate } from "@warmline/shared/kernel/time.ts";
import { insert } from "@warmline/shared/store/write.ts";
import { command, type Decision } from "../../platform/commands/command.ts";
import type { Reads } from "../../platform/commands/guarded-reads.ts";
import type { Deps } from "../../platform/deps.ts";
import { actOf } from "../requests/index.ts";
import { openDays } from "../ledger/index.ts";
import { openDaysDetail, type NamedDays } from "./open-days.ts";

interface BeginInput {
  /** 结转日, the last day that counts. */
  readonly day: CityDate;
}

interface Beginning {
  /** Another one that is not sealed yet. */
  readonly open: CarryForward | undefined;
  readonly newest: CarryForward | undefined;
  readonly openDays: NamedDays;
  readonly reach: number;
  readonly position: number;
}

type BeginCode = "day-not-past" | "carry-open" | "day-carried" | "days-open";

/** What is answered about a carry-forward: the endpoint reads the rest. */
export interface CarryRef {
  readonly id: string;
}

/**
 * 开始结转: follows the newest sealed one; a job reckons it in chunks. Days that are open would let the
 * statement change, so that they are closed first. Refusals, in this order: `day-not-past`,
 * `carry-open`, `day-carried`, `days-open` (says which, the oldest first).
 */
export function beginCarry({ store }: Pick<Deps, "store">) {
  return command({
    name: "carryforwards.begin",
    scope: "city",
    async load(reads, { day }: BeginInput): Promise<Result<Beginning, BeginCode>> {
      const where = { state: [...CARRY_OPEN] };
      const [open] = await reads.find(carryForwards, { index: "byState", where, limit: 1 });
      const newest = await newestSealed(reads);
      const after = newest?.day ?? null;
      const still = await openDays(reads.unguarded, { after, upTo: day });
      const [named, reach, position] = await Promise.all([
        openDaysDetail(reads, still),
        reads.unguarded.count(households, { index: "byBranch" }),
        store.head(),
      ]);
      return ok({ open, newest, openDays: named, reach, position });
    },
    decide(state, { day }, moment): Result<Decision<CarryRef>, BeginCode> {
      const { open, newest, reach, position } = state;
      if (day >= cityDate(moment.at)) return refuse("day-not-past", { day });
      if (open !== undefined) {
        return refuse("carry-open", { day: open.day, who: open.begun.byName });
      }
      if (newest !== undefined && day <= newest.day) {
        return refuse("day-carried", { day: newest.day });
      }
      if (state.openDays.count > 0) return refuse("days-open", { ...state.openDays });
      const id = moment.nextId();
      const carry = {
        id,
        day,
        previous: newest === undefined ? null : previousOf(newest),
        state: "reckoning" as const,
        askedAt: moment.at,
        begun: actOf(moment),
        reach,
        fromPosition: position,
      };
      return ok({
        value: { id },
        writes: [insert(carryForwards, carry)],
        subjects: [`carryForwards/${id}`],
      });
    },
  });
}

/** 最近一次已封存的结转 */
export async function newestSealed(reads: Pick<Reads, "find">): Promise<CarryForward | undefined> {
  const where = { state: "sealed" };
  const query = { index: "byState", where, order: "descending", limit: 1 } as const;
  const [newest] = await reads.find(carryForwards, query);
  return newest;
}

function previousOf({ id, day, statement }: CarryForward): CarryForward["previous"] {
  return { id, day, hash: statement?.hash ?? "" };
}
