import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { recallTicket, type TicketCode } from "@warmline/shared/hall/queue-ticket.ts";
import { callRecords } from "@warmline/shared/hall/model.ts";
import { insert } from "@warmline/shared/store/write.ts";
import type { Caller } from "../../platform/commands/caller.ts";
import type { Deps } from "../../platform/deps.ts";
import { atCounter, type CounterAnswer, type CounterCode } from "./at-counter.ts";
import { recordOf } from "./call-next.ts";
import { readCallSeries, writeCallSeries } from "./call-series.ts";
import { withoutTicket } from "./ticket-in-hand.ts";

type Code = CounterCode | TicketCode | "no-turn-in-hand" | "ticket-of-another-day";

/** 重呼: the televisions call the number in hand once more. */
export async function recall(
  deps: Deps,
  caller: Caller,
  counterId: string,
): Promise<Result<CounterAnswer, Code>> {
  const how = { command: "hall.recall", who: "clerk" } as const;
  return atCounter<Code>(deps, caller, counterId, how, async (at) => {
    if (at.ticket === null) return withoutTicket(at);
    const series = await readCallSeries(deps, at.counter.hallId);
    const callSeq = series.callSeq + 1;
    const next = recallTicket(at.ticket, at.desk.at, callSeq);
    if (!next.ok) return refuse(next.code, { label: at.ticket.label });
    return ok({
      counter: at.counter,
      ticket: { current: at.ticket, next: next.value },
      more: [
        writeCallSeries(series, callSeq),
        insert(callRecords, { ...recordOf(at, at.ticket, callSeq), kind: "recall" }),
      ],
    });
  });
}
