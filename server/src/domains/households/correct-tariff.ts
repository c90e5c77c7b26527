import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import type { Price10k } from "@warmline/shared/kernel/money.ts";
import { corrected } from "@warmline/shared/households/tariffs.ts";
import { tariffs, type Tariff } from "@warmline/shared/households/model.ts";
import { cityWide } from "@warmline/shared/access/scope.ts";
import { replace } from "@warmline/shared/store/write.ts";
import { commitAudited } from "../../platform/audit/commit-audited.ts";
import type { Caller } from "../../platform/commands/caller.ts";
import { attempt, lost } from "../../platform/commands/old-attempt.ts";
import type { Deps } from "../../platform/deps.ts";
import { priceGuard } from "./price-guard.ts";

export interface CorrectTariff {
  readonly id: string;
  /** The revision that the person saw. */
  readonly rev: number;
  readonly price10k: Price10k;
  readonly approvedBy: string;
  readonly reason: string;
}

type CorrectRefusal =
  | "out-of-scope"
  | "not-found"
  | "changed-meanwhile"
  | "tariff-withdrawn"
  | "tariff-same"
  | "tariff-corrected-often";

/**
 * 更正单价: a mistyped price is put right, be it in force or not; its own inverse. Nothing that was
 * charged changes with it. Refusals, in this order: `out-of-scope`, `not-found`,
 * `changed-meanwhile`, then of the rule.
 */
export async function correctTariff(
  deps: Deps,
  caller: Caller,
  { id, rev, price10k, approvedBy, reason }: CorrectTariff,
): Promise<Result<Tariff, CorrectRefusal>> {
  if (!cityWide(caller.actor)) return refuse("out-of-scope");
  return attempt<Result<Tariff, CorrectRefusal>>(async () => {
    const current = await deps.store.get(tariffs, id);
    if (current === null) return refuse("not-found");
    if (current.rev !== rev) return refuse("changed-meanwhile");
    const guard = await priceGuard(deps, `tariffs/${current.priceClass}`);
    const act = { correctedAt: deps.clock.now(), correctedBy: caller.actor.name, reason };
    const next = corrected(current, { price10k, approvedBy }, act);
    if (!next.ok) return next;
    const committed = await commitAudited(
      deps,
      caller,
      { command: "tariffs.correct", subjects: [`tariffs/${id}`], reason },
      [guard, replace(tariffs, current, next.value)],
    );
    return committed.ok ? ok({ ...next.value, rev: rev + 1 }) : lost;
  });
}
