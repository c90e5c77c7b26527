import type { Office } from "@warmline/shared/ledger/office.ts";
import { shifts, type Shift } from "@warmline/shared/ledger/shift.ts";
import type { Store } from "@warmline/shared/store/port.ts";

type Finds = Pick<Store, "find">;

/** The open shift of a cashier, of whom there is one at most; within a command it guards. */
export async function openShiftOf({ find }: Finds, cashierId: string): Promise<Shift | null> {
  const where = { cashierId, state: "open" };
  const [shift = null] = await find(shifts, { index: "byCashier", where, limit: 1 });
  return shift;
}

/** The open shift at a till, of which there is one at most. */
export async function openShiftAt(
  { find }: Finds,
  office: Office,
  till: string,
): Promise<Shift | null> {
  const where = { office, till, state: "open" };
  const [shift = null] = await find(shifts, { index: "byTill", where, limit: 1 });
  return shift;
}

/** The shift that took over what this one counted. */
export async function takerOf({ find }: Finds, shiftId: string): Promise<Shift | null> {
  const where = { takenOverFrom: shiftId };
  const [shift = null] = await find(shifts, { index: "takenOver", where, limit: 1 });
  return shift;
}

/** Shifts of an office that are still open, of that day or of one before. */
export async function openShiftsUntil(
  { find }: Finds,
  office: Office,
  dayAfter: string,
): Promise<Shift[]> {
  const where = { office, state: "open" };
  return find(shifts, { index: "byState", where, to: dayAfter });
}
