import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { normalisePhone } from "@warmline/shared/households/phone.ts";
import { households, type Household } from "@warmline/shared/households/model.ts";
import { emptyAccount } from "@warmline/shared/ledger/account.ts";
import { accounts } from "@warmline/shared/ledger/model.ts";
import type { KioskLookup } from "@warmline/shared/kiosk/api.ts";
import { debtNow } from "../../domains/ledger/index.ts";
import type { Caller } from "../../platform/commands/caller.ts";
import type { Deps } from "../../platform/deps.ts";
import { admitAttempt, askingOf, forgiveAttempt } from "./attempts.ts";
import { newGrant } from "./grants.ts";
import { maskAddress, maskName } from "@warmline/shared/households/mask.ts";

export interface LookupInput {
  readonly by: "number" | "phone";
  readonly value: string;
  readonly digits: string;
}

/** A phone may belong to this many households before a kiosk gives up to tell them apart. */
const HOUSEHOLDS_MAX = 50;

/**
 * What is owed and why, for whoever knows two things about a household. The second factor of a
 * phone is the household's number, as the phone's own digits would prove nothing. An unknown
 * household and a wrong second factor answer alike. Refusals in order: lookup-shut,
 * lookup-no-match.
 */
export async function lookUp(
  deps: Deps,
  caller: Caller,
  input: LookupInput,
): Promise<Result<KioskLookup, "lookup-shut" | "lookup-no-match" | "changed-meanwhile">> {
  const asking = askingOf(input.by, subjectOf(input), caller.actor.id);
  const admitted = await admitAttempt(deps, caller, asking);
  if (!admitted.ok) return admitted;
  const household = await findProven(deps, input);
  if (household === null) return refuse("lookup-no-match");
  const grant = newGrant(deps);
  const forgiven = await forgiveAttempt(deps, caller, asking, { grant, householdId: household.id });
  if (!forgiven.ok) return forgiven;
  const account = await deps.store.get(accounts, household.id);
  const debt = debtNow(deps, account ?? emptyAccount(household.id));
  return ok({
    ...grant,
    number: household.number,
    name: maskName(household.name),
    address: maskAddress(household.address),
    owedFen: debt.owedFen,
    prepaidFen: debt.prepaidFen,
    seasons: debt.seasons.map(({ season, chargedFen, paidFen, openingFen, owedFen, basis }) => ({
      season,
      chargedFen,
      paidFen,
      openingFen,
      owedFen,
      basis: basis.map(({ label, areaMilli, price10k, amountFen }) => {
        return { label, areaMilli, price10k, amountFen };
      }),
    })),
    sentence: debt.sentence,
  });
}

/**
 * One phone has many writings (`139…`, `86139…`, `0139…`): guesses at any of them count together.
 */
function subjectOf({ by, value }: LookupInput): string {
  const phone = by === "phone" ? normalisePhone(value) : null;
  return phone?.ok ? phone.value : value;
}

/** The one household that both factors point to; null when none or several. */
async function findProven({ store }: Deps, input: LookupInput): Promise<Household | null> {
  const { by, value, digits } = input;
  if (by === "number") {
    const where = { number: value };
    const [found] = await store.find(households, { index: "number", where, limit: 1 });
    return found?.phones.some((phone) => phone.endsWith(digits)) ? found : null;
  }
  const phone = normalisePhone(value);
  if (!phone.ok) return null;
  const where = { phones: phone.value };
  const found = await store.find(households, { index: "byPhone", where, limit: HOUSEHOLDS_MAX });
  const proven = found.filter(({ number }) => number.endsWith(digits));
  return proven.length === 1 ? (proven[0] ?? null) : null;
}
