import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { cityDate } from "@warmline/shared/kernel/time.ts";
import { contracts, households, type Contract } from "@warmline/shared/households/model.ts";
import { replace } from "@warmline/shared/store/write.ts";
import { within } from "@warmline/shared/access/scope.ts";
import { commitAudited } from "../../platform/audit/commit-audited.ts";
import type { Caller } from "../../platform/commands/caller.ts";
import { attempt, lost } from "../../platform/commands/old-attempt.ts";
import type { Deps } from "../../platform/deps.ts";

export interface EndContract {
  /** The household's. */
  readonly id: string;
  readonly season: string;
  /** The contract's revision that the person saw. */
  readonly rev: number;
  readonly reason: string;
}

type EndRefusal = "not-found" | "out-of-scope" | "changed-meanwhile" | "contract-ended";

/**
 * Ends a season's contract; signing anew is the inverse. What was charged on it is the journal's to
 * answer. Refusals, in this order: `not-found`, `out-of-scope`, `changed-meanwhile`,
 * `contract-ended`.
 */
export async function endContract(
  deps: Deps,
  caller: Caller,
  input: EndContract,
): Promise<Result<Contract, EndRefusal>> {
  return attempt<Result<Contract, EndRefusal>>(async () => {
    const household = await deps.store.get(households, input.id);
    const contract = await deps.store.get(contracts, `${input.id}/${input.season}`);
    if (household === null || contract === null) return refuse("not-found");
    if (!within(caller.actor, household.place)) return refuse("out-of-scope");
    if (contract.rev !== input.rev) return refuse("changed-meanwhile");
    if (contract.state === "ended") return refuse("contract-ended");
    const endedOn = cityDate(deps.clock.now());
    const next: Contract = { ...contract, state: "ended", endedOn };
    const committed = await commitAudited(
      deps,
      caller,
      {
        command: "contracts.end",
        subjects: [`households/${household.id}`, `contracts/${contract.id}`],
        reason: input.reason,
      },
      [replace(contracts, contract, next)],
    );
    return committed.ok ? ok({ ...next, rev: contract.rev + 1 }) : lost;
  });
}
