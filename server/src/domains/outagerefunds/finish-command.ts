import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import {
  isAtWork,
  outageRefunds,
  type AtWork,
  type OutageRefund,
  type RefundTotals,
} from "@warmline/shared/outagerefunds/model.ts";
import { replace } from "@warmline/shared/store/write.ts";
import { command, type Decision } from "../../platform/commands/command.ts";
import type { RefundRef } from "./begin-command.ts";
import { subjectsOf } from "./refund-request.ts";

interface FinishInput extends RefundRef {
  /** The step that the totals are of. */
  readonly rev: number;
  /** What was reckoned, or what stands of what was posted. */
  readonly totals: RefundTotals;
}

type FinishCode = "not-found" | "outage-refund-not-working";

const ENDS = {
  previewing: "previewed",
  refunding: "done",
  undoing: "undone",
} as const satisfies Record<AtWork, OutageRefund["state"]>;

/**
 * The step in hand is through all households. Refusals, in this order: `not-found`,
 * `outage-refund-not-working` (it is at another step by now).
 */
export const finishOutageRefund = command({
  name: "outagerefunds.finish",
  scope: "city",
  async load(reads, { id }: FinishInput): Promise<Result<OutageRefund, FinishCode>> {
    const of = await reads.get(outageRefunds, id);
    return of === null ? refuse("not-found") : ok(of);
  },
  decide(of, { rev, totals }, { at }): Result<Decision<RefundRef>, FinishCode> {
    const { state } = of;
    if (of.rev !== rev || !isAtWork(state)) return refuse("outage-refund-not-working");
    const ended = { ...of, state: ENDS[state], endedAt: at };
    const next =
      state === "previewing"
        ? { ...ended, preview: { at, ...totals } }
        : { ...ended, posted: totals };
    return ok({
      value: { id: of.id },
      writes: [replace(outageRefunds, of, next)],
      subjects: subjectsOf(of),
    });
  },
});
