import type { StaffActor } from "@warmline/shared/access/actor.ts";
import { fen } from "@warmline/shared/kernel/money.ts";
import { cityDate } from "@warmline/shared/kernel/time.ts";
import { onAccountFen, owedFen } from "@warmline/shared/ledger/account.ts";
import type { PaymentMethod } from "@warmline/shared/ledger/lines.ts";
import { officeOf } from "@warmline/shared/ledger/office.ts";
import { shifts } from "@warmline/shared/ledger/shift.ts";
import { insert } from "@warmline/shared/store/write.ts";
import type { Deps } from "../../platform/deps.ts";
import { caller, paid, paying, storedAccount } from "./testing.ts";

/** For tests: what is owed and on account. */
export async function balanceOf(deps: Deps, accountId: string): Promise<readonly number[]> {
  const account = (await storedAccount(deps, accountId))!;
  return [owedFen(account), onAccountFen(account)];
}

/** Money of household h0 that stays on account, in yuan; answers its receipt. */
export async function prepay(
  deps: Deps,
  by: StaffActor,
  yuan: number,
  method: PaymentMethod = "card",
): Promise<string> {
  const input = paying("h0", fen(yuan * 100), { method });
  return (await paid(deps, caller(by), input)).paymentId;
}

/** An open shift of theirs, with so much in the drawer; answers its id. */
export async function openDrawer(
  { store, clock }: Deps,
  by: StaffActor,
  floatFen: number,
): Promise<string> {
  const id = `till-${by.id}`;
  const openedAt = clock.now();
  const whose = { id, office: officeOf(by), till: by.id, cashierId: by.id, cashierName: by.name };
  const from = { day: cityDate(openedAt), openedAt, floatFen: fen(floatFen) };
  const shift = { ...whose, ...from, state: "open", counts: [] } as const;
  const opened = await store.commit([insert(shifts, shift)]);
  if (!opened.ok) throw new Error("the drawer is open already");
  return id;
}
