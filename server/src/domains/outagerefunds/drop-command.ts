import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { outageRefunds, type OutageRefund } from "@warmline/shared/outagerefunds/model.ts";
import { replace } from "@warmline/shared/store/write.ts";
import { command, type Decision } from "../../platform/commands/command.ts";
import type { RefundRef } from "./begin-command.ts";
import { subjectsOf } from "./refund-request.ts";

interface DropInput extends RefundRef {
  /** The revision that the person saw. */
  readonly rev: number;
}

type DropCode = "not-found" | "outage-refund-not-previewed";

/** 作废试算: only what has posted nothing. Refusals: `not-found`, `outage-refund-not-previewed`. */
export const dropOutageRefund = command({
  name: "outagerefunds.drop",
  scope: "city",
  async load(reads, { id }: DropInput): Promise<Result<OutageRefund, DropCode>> {
    const of = await reads.get(outageRefunds, id);
    return of === null ? refuse("not-found") : ok(of);
  },
  seen: ({ rev: now, id }, { rev: seen }) => ({ seen, now, subject: `outageRefunds/${id}` }),
  decide(of): Result<Decision<RefundRef>, DropCode> {
    if (of.state !== "previewing" && of.state !== "previewed") {
      return refuse("outage-refund-not-previewed");
    }
    return ok({
      value: { id: of.id },
      writes: [replace(outageRefunds, of, { ...of, state: "dropped" })],
      subjects: subjectsOf(of),
    });
  },
});
