import { queueTickets, type QueueTicket, type TicketState } from "@warmline/shared/hall/model.ts";
import type { Slip } from "@warmline/shared/hall/rows.ts";
import { ok } from "@warmline/shared/kernel/result.ts";
import { cityDate } from "@warmline/shared/kernel/time.ts";
import { kioskNumbers, type KioskNumbers } from "@warmline/shared/kiosk/model.ts";
import { countedNumbers, numbersShut } from "@warmline/shared/kiosk/number-limits.ts";
import { put, type Write } from "@warmline/shared/store/write.ts";
import {
  slipAgain,
  takeNumber,
  type TakeCode,
  type TakeNumber,
  type Taking,
} from "../../domains/hall/index.ts";
import type { Command, Moment } from "../../platform/commands/command.ts";
import type { Reads } from "../../platform/commands/guarded-reads.ts";
import { readGrant, type GivenGrant } from "./grants.ts";

type KioskTake = Omit<TakeNumber, "householdId"> & GivenGrant;

interface KioskTaking extends Taking {
  /** What this kiosk gave of late. */
  readonly numbers: KioskNumbers;
  /** The number that this visit has for the service already, while it is good. */
  readonly earlier: QueueTicket | null;
}

type KioskTakeCode = TakeCode | "grant-expired" | "numbers-shut" | "senior-numbers-shut";

/**
 * 取号 at a kiosk: for the household of the grant, if there is one. One visit has one number for a
 * service, whatever was answered, lost or chosen anew in between. Refusals: `grant-expired`,
 * `out-of-scope`, `numbers-shut`, `senior-numbers-shut`, then those of taking a number. A slip says
 * nothing of the household, so the same key answers it again also when the grant has run out since:
 * the first answer may have been lost on the way.
 */
export const takeAtKiosk: Command<KioskTake, KioskTaking, Slip, KioskTakeCode> = {
  ...takeNumber,
  async load(reads, { grant, visit, ...input }, moment) {
    const granted = await readGrant(reads, { grant, visit }, moment);
    if (!granted.ok) return granted;
    const loaded = await takeNumber.load(reads, { ...input, householdId: granted.value }, moment);
    if (!loaded.ok) return loaded;
    const { id } = moment.actor;
    const numbers = (await reads.get(kioskNumbers, id)) ?? { id, rev: 0, taken: [] };
    const earlier = await earlierIn(reads, numbers, { visit, serviceId: input.serviceId }, moment);
    return ok({ ...loaded.value, numbers, earlier });
  },
  decide(state, { visit, ...input }, moment) {
    const { numbers, earlier } = state;
    if (earlier !== null) {
      return ok({ value: slipAgain(state, earlier), writes: [], subjects: [] });
    }
    const shut = numbersShut(numbers.taken, input.priority, moment.at);
    if (shut) return shut;
    const decided = takeNumber.decide(state, input, moment);
    if (!decided.ok || "refusal" in decided.value) return decided;
    const { value, writes } = decided.value;
    return ok({
      ...decided.value,
      writes: [...writes, given(numbers, value, input, visit, moment)],
    });
  },
};

const OVER: ReadonlySet<TicketState> = new Set(["finished", "no-show", "voided"]);

/** A number of another day, or one that is over, is none to be told again. */
async function earlierIn(
  reads: Reads,
  { taken }: KioskNumbers,
  { visit, serviceId }: { readonly visit: string | undefined; readonly serviceId: string },
  { at }: Pick<Moment, "at">,
): Promise<QueueTicket | null> {
  if (visit === undefined) return null;
  const last = taken.findLast((one) => one.visitId === visit && one.serviceId === serviceId);
  const ticket = last === undefined ? null : await reads.get(queueTickets, last.ticketId);
  return ticket !== null && ticket.day === cityDate(at) && !OVER.has(ticket.state) ? ticket : null;
}

function given(
  numbers: KioskNumbers,
  { ticketId }: Slip,
  { serviceId, priority }: Pick<KioskTake, "serviceId" | "priority">,
  visit: string | undefined,
  { at }: Moment,
): Write {
  const one = { at, ticketId, serviceId, priority };
  const named = visit === undefined ? one : { ...one, visitId: visit };
  const next = { id: numbers.id, taken: [...countedNumbers(numbers.taken, at), named] };
  return put(kioskNumbers, numbers, next);
}
