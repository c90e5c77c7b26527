import type { Actor } from "@warmline/shared/access/actor.ts";
import { permits } from "@warmline/shared/access/permission.ts";
import { branchOf } from "@warmline/shared/access/scope.ts";
import { households } from "@warmline/shared/households/model.ts";
import { addressLine } from "@warmline/shared/households/address-line.ts";
import { ok, type Result } from "@warmline/shared/kernel/result.ts";
import { accounts, emptyAccount, onAccountFen, owedFen } from "@warmline/shared/ledger/account.ts";
import type { HoldingRow } from "@warmline/shared/ledger/holdings-api.ts";
import { ledgerPermissions } from "@warmline/shared/ledger/permissions.ts";
import type { Deps } from "../../platform/deps.ts";
import { findAll } from "../../platform/stores/find-pages.ts";
import { getCustomer } from "../households/index.ts";
import type { ReadCode } from "./posting.ts";

/**
 * What a customer holds, with what each household owes: one find and one read of all accounts.
 * Others see the customer, too, but of its households each branch only its own. Refusals, in this
 * order: `not-found`, `out-of-scope`.
 */
export async function holdingsOf(
  deps: Pick<Deps, "store">,
  actor: Actor,
  customerId: string,
): Promise<Result<HoldingRow[], ReadCode>> {
  const customer = await getCustomer(deps, actor, customerId);
  if (!customer.ok) return customer;
  const branchId = branchOf(actor);
  const all = { customerId };
  const held = await findAll(deps, households, {
    index: "byCustomer",
    where: branchId === undefined ? all : { ...all, "place.branchId": branchId },
  });
  const shown = permits(actor, ledgerPermissions.read);
  const ids = held.map(({ id }) => id);
  const known = shown ? await deps.store.getMany(accounts, ids) : [];
  const accountOf = new Map(known.map((account) => [account.id, account]));
  return ok(
    held.map(({ id, number, name, address, place }) => {
      const account = accountOf.get(id) ?? emptyAccount(id);
      return {
        id,
        number,
        name,
        address: addressLine(address),
        branchId: place.branchId,
        owedFen: shown ? owedFen(account) : null,
        onAccountFen: shown ? onAccountFen(account) : null,
      };
    }),
  );
}
