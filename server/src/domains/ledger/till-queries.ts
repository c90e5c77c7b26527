import type { Actor } from "@warmline/shared/access/actor.ts";
import { orgNodes } from "@warmline/shared/households/model.ts";
import { cityDate, type CityDate } from "@warmline/shared/kernel/time.ts";
import { entries } from "@warmline/shared/ledger/entry.ts";
import { cashFen } from "@warmline/shared/ledger/lines.ts";
import { CITY_OFFICE, officeOf, type Office } from "@warmline/shared/ledger/office.ts";
import {
  differenceFen,
  expectedFen,
  shifts,
  standingCount,
  type Shift,
} from "@warmline/shared/ledger/shift.ts";
import type { ShiftAnswer, TillAnswer } from "@warmline/shared/ledger/till-api.ts";
import type { Deps } from "../../platform/deps.ts";
import { findAll } from "../../platform/stores/find-pages.ts";
import { openShiftOf, openShiftsBefore } from "./shifts.ts";

type Reading = Pick<Deps, "store">;

/** The till of whoever asks, the shifts of their office today, and what was left uncounted. */
export async function readTill(
  deps: Reading & Pick<Deps, "clock">,
  actor: Actor,
): Promise<TillAnswer> {
  const office = officeOf(actor);
  const day = cityDate(deps.clock.now());
  const [own, node, today, earlier] = await Promise.all([
    openShiftOf(deps.store, actor.id),
    office === CITY_OFFICE ? null : deps.store.get(orgNodes, office),
    shiftsOf(deps, office, day),
    openShiftsBefore(deps.store, office, day),
  ]);
  return {
    office,
    officeName: node?.name ?? "",
    own: own && (today.find(({ id }) => id === own.id) ?? (await answerShift(deps, own))),
    today: today.toReversed(),
    earlier: await Promise.all(earlier.map((shift) => answerShift(deps, shift))),
  };
}

/** The shifts of an office's day, in the order in which they were opened. */
export async function shiftsOf(
  deps: Reading,
  office: Office,
  day: CityDate,
): Promise<ShiftAnswer[]> {
  const found = await findAll(deps, shifts, { index: "byDay", where: { office, day } });
  return Promise.all(found.map((shift) => answerShift(deps, shift)));
}

async function answerShift(deps: Reading, shift: Shift): Promise<ShiftAnswer> {
  const { id, till, cashierId, cashierName, day, openedAt, state, floatFen } = shift;
  const count = standingCount(shift);
  const common = { id, till, cashierId, cashierName, day, openedAt, state, floatFen };
  const from = shift.takenOverFrom === undefined ? {} : { takenOverFrom: shift.takenOverFrom };
  if (count === null) {
    const where = { shiftId: id };
    const cash = cashFen(await findAll(deps, entries, { index: "byShift", where }));
    return { ...common, ...from, expectedFen: expectedFen(shift, cash) };
  }
  return {
    ...common,
    ...from,
    expectedFen: count.expectedFen,
    countedFen: count.countedFen,
    differenceFen: differenceFen(count),
    countedAt: count.at,
    countedBy: count.by.name,
    ...(count.reason === undefined ? {} : { reason: count.reason }),
  };
}
