import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { cityDate } from "@warmline/shared/kernel/time.ts";
import { reinsertTicket } from "@warmline/shared/hall/queue-ticket.ts";
import { queueTickets } from "@warmline/shared/hall/model.ts";
import { within } from "@warmline/shared/access/scope.ts";
import { replace } from "@warmline/shared/store/write.ts";
import { commitAudited } from "../../platform/audit/commit-audited.ts";
import type { Caller } from "../../platform/commands/caller.ts";
import { attempt, lost } from "../../platform/commands/old-attempt.ts";
import type { Deps } from "../../platform/deps.ts";
import { mutexOf, plainTicket, type PlainTicket } from "./hall.ts";

type Code =
  | "ticket-unknown"
  | "out-of-scope"
  | "ticket-of-another-day"
  | "ticket-not-missed"
  | "changed-meanwhile";

/** 过号重排, from any place in the hall. Refusals in the order of the code type. */
export async function reinsert(
  deps: Deps,
  caller: Caller,
  ticketId: string,
  place: "end" | "kept",
): Promise<Result<PlainTicket, Code>> {
  const found = await deps.store.get(queueTickets, ticketId);
  if (found === null) return refuse("ticket-unknown");
  if (!within(caller.actor, { hallId: found.hallId })) return refuse("out-of-scope");
  return deps.mutex.run(mutexOf(found.hallId), () =>
    attempt(async (): Promise<Result<PlainTicket, Code> | typeof lost> => {
      const ticket = await deps.store.get(queueTickets, ticketId);
      if (ticket === null) return refuse("ticket-unknown");
      const at = deps.clock.now();
      if (ticket.day !== cityDate(at))
        return refuse("ticket-of-another-day", { label: ticket.label });
      const next = reinsertTicket(ticket, at, place);
      if (!next.ok) return next;
      const act = { command: "hall.re-insert", subjects: [`tickets/${ticketId}`] };
      const committed = await commitAudited(deps, caller, act, [
        replace(queueTickets, ticket, next.value),
      ]);
      return committed.ok ? ok(plainTicket({ ...next.value, rev: ticket.rev + 1 })) : lost;
    }),
  );
}
