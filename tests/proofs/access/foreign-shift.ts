import { ZERO_FEN } from "@warmline/shared/kernel/money.ts";
import { cityDate, type Instant } from "@warmline/shared/kernel/time.ts";
import type { Shift } from "@warmline/shared/ledger/shift.ts";
import type { Body } from "@warmline/shared/store/collection.ts";

/** The open till of somebody who is not among those who ask. */
export function foreignShift(office: string, now: Instant): Body<Shift> {
  const whose = { till: "1", cashierId: "c", cashierName: "c", floatFen: ZERO_FEN };
  const open = { state: "open", counts: [], openedAt: now, day: cityDate(now) } as const;
  return { id: "a-shift", office, ...whose, ...open };
}
