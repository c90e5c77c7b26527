import { addDays, type CityDate } from "@warmline/shared/kernel/time.ts";
import type { Office } from "@warmline/shared/ledger/office.ts";
import { shifts, type Shift } from "@warmline/shared/ledger/shift.ts";
import type { Store } from "@warmline/shared/store/port.ts";

/** Tills that were forgotten on earlier days are counted one by one; more of them show then. */
const MOST_FORGOTTEN = 50;

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

/** The first shift of an office that is still open, of that day or of one before. */
export async function openShiftUntil(
  { find }: Finds,
  office: Office,
  day: CityDate,
): Promise<Shift | null> {
  const where = { office, state: "open" };
  const query = { index: "byState", where, to: addDays(day, 1), limit: 1 };
  const [shift = null] = await find(shifts, query);
  return shift;
}

/** The shifts of an office that were opened before that day and are still open. */
export function openShiftsBefore(
  { find }: Finds,
  office: Office,
  day: CityDate,
): Promise<readonly Shift[]> {
  const where = { office, state: "open" };
  return find(shifts, { index: "byState", where, to: day, limit: MOST_FORGOTTEN });
}
