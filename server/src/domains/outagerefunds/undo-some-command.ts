import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { outageRefunds, type OutageRefund } from "@warmline/shared/outagerefunds/model.ts";
import { command, type Decision } from "../../platform/commands/command.ts";
import { readUndoChunk, undoCharge, type UndoChunk } from "../ledger/index.ts";

export interface SomeInput {
  readonly refundId: string;
  /** Some of its entries. */
  readonly entryIds: readonly string[];
}

interface UndoingSome {
  readonly of: OutageRefund;
  readonly entries: UndoChunk;
}

type SomeCode = "not-found" | "outage-refund-not-working" | "day-closed";

/**
 * 冲正若干户: what was reversed by then is passed over; what cannot be reversed stands, and shows in
 * what it has posted. Refusals, in this order: `not-found`, `outage-refund-not-working`,
 * `day-closed`.
 */
export const undoSome = command({
  name: "outagerefunds.undo-some",
  scope: "city",
  async load(reads, input: SomeInput, moment): Promise<Result<UndoingSome, SomeCode>> {
    const of = await reads.get(outageRefunds, input.refundId);
    if (of === null) return refuse("not-found");
    if (of.state !== "undoing") return refuse("outage-refund-not-working");
    const entries = await readUndoChunk(reads, input.entryIds, moment);
    return entries.ok ? ok({ of, entries: entries.value }) : entries;
  },
  decide({ of, entries }, _, moment): Result<Decision<null>, SomeCode> {
    const { reason = "", requestId } = of.undone ?? {};
    const undone = [...entries.values()].flatMap((part) => {
      const entered = undoCharge(part, moment, { reason, requestId });
      return entered.ok ? [entered.value] : [];
    });
    return ok({
      value: null,
      writes: undone.flatMap(({ writes }) => writes),
      subjects: [`outageRefunds/${of.id}`, ...undone.map(({ entry }) => `entries/${entry.id}`)],
      reason,
    });
  },
});
