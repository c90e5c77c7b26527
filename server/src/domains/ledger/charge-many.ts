import { assert } from "@warmline/shared/kernel/assert.ts";
import { refuse, ok, type Result } from "@warmline/shared/kernel/result.ts";
import type { Price10k } from "@warmline/shared/kernel/money.ts";
import { contracts, seasons, type Contract } from "@warmline/shared/households/model.ts";
import { emptyAccount } from "@warmline/shared/ledger/account.ts";
import { charge as chargeRule, type ChargeCode } from "@warmline/shared/ledger/charge.ts";
import { accounts, entries, type LedgerAccountState } from "@warmline/shared/ledger/model.ts";
import type { Write } from "@warmline/shared/store/write.ts";
import { commitAudited } from "../../platform/audit/commit-audited.ts";
import type { Caller } from "../../platform/commands/caller.ts";
import { attempt, lost } from "../../platform/commands/old-attempt.ts";
import type { Deps } from "../../platform/deps.ts";
import { pricesOf } from "./charge.ts";
import { contentOf } from "./hash.ts";
import { enter } from "./post.ts";

/** Households in one commit: small enough that counters do not feel it, large enough to be fast. */
const CHARGE_CHUNK = 200;

export interface ChargeManyReport {
  readonly charged: number;
  /** Charged by an earlier run under the same key: a rerun changes nothing. */
  readonly already: number;
  readonly refused: readonly { readonly householdId: string; readonly code: RefusedCode }[];
}
type RefusedCode = "no-contract" | ChargeCode;

/**
 * 批量出账: charges up to `CHARGE_CHUNK` households for a season in one commit. Each household's entry
 * has the key `charge <season> <household>`, so a chunk may be run again after a crash. Refusals:
 * `season-unknown`; `changed-meanwhile` when counters kept winning: nothing was written.
 */
export async function chargeMany(
  deps: Deps,
  caller: Caller,
  input: { readonly season: string; readonly householdIds: readonly string[] },
): Promise<Result<ChargeManyReport, "season-unknown" | "changed-meanwhile">> {
  const { season } = input;
  assert(input.householdIds.length <= CHARGE_CHUNK, "a chunk is of bounded size");
  const known = await deps.store.get(seasons, season);
  if (known === null) return refuse("season-unknown", { season });
  const prices = await pricesOf(deps, known);
  return attempt(async () => {
    const { waiting, already } = await readChunk(deps, input);
    const decided = waiting.map((one) => chargeOne(deps, caller, { ...one, season, prices }));
    const refused = decided.flatMap((one) => ("code" in one ? [one] : []));
    const charged = decided.flatMap((one) => ("writes" in one ? [one] : []));
    const report = { charged: charged.length, already, refused };
    if (charged.length === 0) return ok(report);
    const committed = await commitAudited(
      deps,
      caller,
      { command: "ledger.charge-many", subjects: [`seasons/${season}`] },
      charged.flatMap(({ writes }) => writes),
    );
    return committed.ok ? ok(report) : lost;
  });
}

interface Waiting {
  readonly householdId: string;
  readonly key: string;
  readonly contract: Contract | undefined;
  readonly stored: LedgerAccountState | null;
}

type Decided =
  | { readonly writes: readonly Write[] }
  | { readonly householdId: string; readonly code: RefusedCode };

function chargeOne(
  deps: Deps,
  caller: Caller,
  of: Waiting & { readonly season: string; readonly prices: Readonly<Record<string, Price10k>> },
): Decided {
  const { householdId, key, contract, stored, season, prices } = of;
  if (contract?.state !== "active") return { householdId, code: "no-contract" };
  const account = stored ?? emptyAccount(householdId);
  const decided = chargeRule(account, { season, spaces: contract.spaces, prices });
  if (!decided.ok) return { householdId, code: decided.code };
  const content = contentOf("ledger.charge", caller.actor.id, { season, id: householdId });
  return enter(deps, caller, { stored, account, posting: decided.value }, { key, content });
}

async function readChunk(
  { store }: Pick<Deps, "store">,
  { season, householdIds }: { readonly season: string; readonly householdIds: readonly string[] },
): Promise<{ readonly waiting: readonly Waiting[]; readonly already: number }> {
  const ids = [...new Set(householdIds)];
  // The blanks keep it apart from every key that comes from outside.
  const keyOf = (householdId: string) => `charge ${season} ${householdId}`;
  const [agreed, states, done] = await Promise.all([
    store.getMany(
      contracts,
      ids.map((id) => `${id}/${season}`),
    ),
    store.getMany(accounts, ids),
    ids.length === 0
      ? []
      : store.find(entries, {
          index: "key",
          where: { key: ids.map(keyOf) },
          limit: ids.length,
        }),
  ]);
  const contractOf = new Map<string, Contract>(agreed.map((one) => [one.householdId, one]));
  const storedOf = new Map(states.map((state) => [state.id, state]));
  const keys = new Set(done.map(({ key }) => key));
  const waiting = ids
    .filter((householdId) => !keys.has(keyOf(householdId)))
    .map((householdId) => ({
      householdId,
      key: keyOf(householdId),
      contract: contractOf.get(householdId),
      stored: storedOf.get(householdId) ?? null,
    }));
  return { waiting, already: keys.size };
}
