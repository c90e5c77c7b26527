import { fen } from "@warmline/shared/kernel/money.ts";
import { cityDate } from "@warmline/shared/kernel/time.ts";
import { onAccountFen, owedFen } from "@warmline/shared/ledger/account.ts";
import type { PaymentMethod } from "@warmline/shared/ledger/lines.ts";
import { officeOf } from "@warmline/shared/ledger/office.ts";
import { shifts } from "@warmline/shared/ledger/shift.ts";
import { insert } from "@warmline/shared/store/write.ts";
import type { Deps } from "../../platform/deps.ts";
import { people, type Post } from "../requests/fixture.ts";
import { caller, paid, paying, storedAccount } from "./testing.ts";

/** For tests: what is owed and on account. */
export async function balanceOf(deps: Deps, accountId: string): Promise<readonly number[]> {
  const account = (await storedAccount(deps, accountId))!;
  return [owedFen(account), onAccountFen(account)];
}

/** Money of household h0 that stays on account, in yuan; answers its receipt. */
export async function prepay(deps: Deps, yuan: number, method: PaymentMethod = "card") {
  const input = paying("h0", fen(yuan * 100), { method });
  return (await paid(deps, caller(people.cashier), input)).paymentId;
}

/** An open shift of theirs, with so much in the drawer; answers its id. */
export async function openDrawer({ store, clock }: Deps, by: Post, floatFen: number) {
  const { id: cashierId, name: cashierName } = people[by];
  const id = `till-${by}`;
  const openedAt = clock.now();
  const whose = { id, office: officeOf(people[by]), till: by, cashierId, cashierName };
  const from = { day: cityDate(openedAt), openedAt, floatFen: fen(floatFen) };
  const opened = await store.commit([
    insert(shifts, { ...whose, ...from, state: "open", counts: [] }),
  ]);
  if (!opened.ok) throw new Error("the drawer is open already");
  return id;
}
