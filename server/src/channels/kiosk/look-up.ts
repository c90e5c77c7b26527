import { maskAddress, maskName } from "@warmline/shared/households/mask.ts";
import { households } from "@warmline/shared/households/model.ts";
import { assert } from "@warmline/shared/kernel/assert.ts";
import { ok, type Result } from "@warmline/shared/kernel/result.ts";
import type { KioskLookup } from "@warmline/shared/kiosk/api.ts";
import { accounts, emptyAccount, methodsOf } from "@warmline/shared/ledger/account.ts";
import { debtNow, seasonsOf } from "../../domains/ledger/index.ts";
import type { Caller } from "../../platform/commands/caller.ts";
import { runCommand, type CommandCode } from "../../platform/commands/run-command.ts";
import type { Deps } from "../../platform/deps.ts";
import { Shown } from "../../platform/http/serve.ts";
import { newGrant } from "./grants.ts";
import { countLookup, grantLookup, type KioskLookupInput } from "./lookup-commands.ts";

/**
 * What is owed and why, for whoever knows two things about a household. An unknown household and a
 * wrong second factor answer alike. The grant is answered here and stored nowhere but as a hash.
 * Refusals, in this order: `lookup-shut`, `lookup-no-match`.
 */
export async function lookUp(
  deps: Deps,
  caller: Caller,
  input: KioskLookupInput,
): Promise<Result<Shown<KioskLookup>, "lookup-shut" | "lookup-no-match" | CommandCode>> {
  const counted = await runCommand(deps, caller, countLookup, input);
  if (!counted.ok) return counted;
  const grant = newGrant(deps.clock.now());
  const proven = await runCommand(deps, caller, grantLookup, { ...input, grant });
  if (!proven.ok) return proven;
  const [household, account] = await Promise.all([
    deps.store.get(households, proven.value),
    deps.store.get(accounts, proven.value),
  ]);
  assert(household, `household ${proven.value} stays`);
  const debt = await debtNow(deps, account ?? emptyAccount(household.id));
  const answer = {
    grant: grant.token,
    expiresAt: grant.expiresAt,
    number: household.number,
    name: maskName(household.name),
    address: maskAddress(household.address),
    owedFen: debt.owedFen,
    onAccountFen: debt.onAccountFen,
    lots: debt.lots.map((lot) => ({
      receipt: methodsOf(lot).length === 0 ? null : lot.lotId,
      leftFen: lot.leftFen,
    })),
    seasons: await seasonsOf(deps, debt),
    sentence: debt.sentence,
  };
  return ok(new Shown(answer, [`households/${household.id}`]));
}
