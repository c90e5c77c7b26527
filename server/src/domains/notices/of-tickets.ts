import { queueTickets } from "@warmline/shared/hall/model.ts";
import { orgNodes } from "@warmline/shared/households/model.ts";
import { cityDate } from "@warmline/shared/kernel/time.ts";
import type { NoticeAbout } from "@warmline/shared/notices/model.ts";
import type { NewNotice } from "@warmline/shared/notices/rules.ts";
import type { LogEntry } from "@warmline/shared/store/port.ts";
import type { Reads } from "../../platform/commands/guarded-reads.ts";
import { runCommand } from "../../platform/commands/run-command.ts";
import type { Deps } from "../../platform/deps.ts";
import { writtenIds } from "../../platform/stores/written-ids.ts";
import { homeStandings, markHomeTold } from "../hall/index.ts";
import { noticeId, NOTIFIER, raiseAll } from "./raise-command.ts";

type Standing = Awaited<ReturnType<typeof homeStandings>>[number];

/**
 * 快到号, 已叫号: whatever moved in a hall today, its numbers from home are looked at. What is told is
 * raised first and then marked as told, so that whoever dies between raises it once more, which
 * changes nothing. Answers how many are new.
 */
export async function raiseOfTickets(deps: Deps, batch: readonly LogEntry[]): Promise<number> {
  const { store, clock } = deps;
  const now = clock.now();
  const changed = await store.getMany(queueTickets, writtenIds(batch, queueTickets));
  const today = changed.filter(({ day }) => day === cityDate(now));
  let count = 0;
  for (const hallId of new Set(today.map((ticket) => ticket.hallId))) {
    const standings = await homeStandings(store, hallId, now);
    if (standings.length === 0) continue;
    const hall = await store.get(orgNodes, hallId);
    const name = hall?.name ?? "";
    const named = { hall: name, hallEn: hall?.nameEn ?? name };
    count += await raiseAll(
      deps,
      standings.flatMap((one) => noticeOf(one, named)),
    );
    for (const { personId: id, ticket, notice } of standings) {
      await runCommand(deps, NOTIFIER, markHomeTold, { id, ticketId: ticket.id, notice });
    }
  }
  return count;
}

function noticeOf(
  { personId: chatId, ticket, ahead, news }: Standing,
  hall: { readonly hall: string; readonly hallEn: string },
): NewNotice[] {
  if (news === null) return [];
  const { id: ticketId, label, counterNumber: counter = 0 } = ticket;
  const of = { ticketId, label, ...hall };
  const about: NoticeAbout =
    news === "near"
      ? { kind: "ticket-near", ...of, ahead }
      : { kind: "ticket-called", ...of, counter };
  return [{ id: noticeId(`ticket/${ticketId}/${news}`, chatId), about, chatId }];
}

/** Whether the number was called, or given back, meanwhile. */
export async function isPastTicket(
  { get }: Pick<Reads, "get">,
  about: Extract<NoticeAbout, { readonly ticketId: string }>,
): Promise<boolean> {
  const ticket = await get(queueTickets, about.ticketId);
  return ticket?.state !== (about.kind === "ticket-near" ? "waiting" : "called");
}
