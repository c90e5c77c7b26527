import type { Actor } from "@warmline/shared/access/actor.ts";
import type { Fen } from "@warmline/shared/kernel/money.ts";
import { ok, type Result } from "@warmline/shared/kernel/result.ts";
import { cityDate, type CityDate } from "@warmline/shared/kernel/time.ts";
import type { AllocateCode } from "@warmline/shared/ledger/allocate.ts";
import type { PostedAnswer } from "@warmline/shared/ledger/answers.ts";
import { nextAt } from "@warmline/shared/ledger/chain.ts";
import { KINDS } from "@warmline/shared/ledger/entry.ts";
import type { ApplyCode } from "@warmline/shared/ledger/kinds/prepayment-applied.ts";
import type { PaymentChannel, PaymentMethod } from "@warmline/shared/ledger/lines.ts";
import {
  payments,
  receiptNumber,
  receiptSeries,
  receiptSeriesId,
  type ReceiptSeries,
} from "@warmline/shared/ledger/payment.ts";
import { positionOf } from "@warmline/shared/ledger/position.ts";
import { insert, replace, type Write } from "@warmline/shared/store/write.ts";
import { command, type Decision } from "../../platform/commands/command.ts";
import { postTo, readAccount, refuseUnseen, type HouseholdAccount } from "./posting.ts";

export interface PayInput {
  /** The household. */
  readonly id: string;
  readonly method: PaymentMethod;
  readonly amountFen: Fen;
  /** This season before all others. */
  readonly season?: string | undefined;
  readonly payer?: string | undefined;
  /** The account's seq that the payer was shown; a newer account is refused. */
  readonly seenSeq?: number | undefined;
}

interface Paying extends HouseholdAccount {
  readonly bookedOn: CityDate;
  readonly series: ReceiptSeries | null;
}

/**
 * 收费: takes a payment and numbers its receipt. Refusals, in this order: `not-found`,
 * `account-changed`, then of the rule.
 */
export const pay = command({
  name: "ledger.pay",
  // All counters of an office number from one series: they wait here instead of losing commits.
  mutex: (_: PayInput, { actor }) => `receiptSeries/${officeOf(actor) ?? "city"}`,
  scope: ({ household }: Paying) => household.place,
  async load(reads, { id }, { at, actor }): Promise<Result<Paying, "not-found" | PayCode>> {
    const found = await readAccount(reads, id);
    if (!found.ok) return found;
    const bookedOn = cityDate(nextAt(found.value.account, at));
    const series = await reads.get(receiptSeries, receiptSeriesId(officeOf(actor), bookedOn));
    return ok({ ...found.value, bookedOn, series });
  },
  decide(state, input, moment): Result<Decision<PostedAnswer>, PayCode> {
    const unseen = refuseUnseen(state, input.seenSeq);
    if (unseen !== null) return unseen;
    const { method, amountFen, season } = input;
    const receipt = nextReceipt(state, officeOf(moment.actor));
    const channel = channelOf(moment.actor);
    const posting = KINDS.payment.decide(positionOf(state.account), {
      paymentId: receipt.number,
      method,
      channel,
      amountFen,
      season,
    });
    return postTo(state, moment, {
      entryId: moment.nextId(),
      posting,
      more: ({ entry }) => [
        insert(payments, {
          id: receipt.number,
          bookedOn: entry.bookedOn,
          tenders: [{ method, amountFen }],
          channel: { kind: channel },
          ...(input.payer === undefined ? {} : { payer: input.payer }),
          ...officeField(moment.actor),
          takenBy: moment.actor.id,
          parts: [{ accountId: state.account.id, entryId: entry.id, amountFen }],
        }),
        receipt.write,
      ],
    });
  },
});
type PayCode = "account-changed" | AllocateCode;

/** The hall or branch in which an actor works; undefined: for the whole city. */
export function officeOf(actor: Actor): string | undefined {
  if (actor.kind === "kiosk" || actor.kind === "tv") return actor.hallId;
  if (actor.kind !== "staff") return undefined;
  const { scope } = actor;
  if (scope.kind === "hall") return scope.hallId;
  return scope.kind === "branch" ? scope.branchId : undefined;
}

function officeField(actor: Actor) {
  const officeId = officeOf(actor);
  return officeId === undefined ? {} : { officeId };
}

function channelOf({ kind }: Actor): PaymentChannel {
  return kind === "kiosk" ? "kiosk" : "counter";
}

/** The next number and the write that takes it, committed with what it numbers: no gaps. */
function nextReceipt(
  { series, bookedOn }: Paying,
  officeId: string | undefined,
): { readonly number: string; readonly write: Write } {
  const id = receiptSeriesId(officeId, bookedOn);
  const next = { id, last: (series?.last ?? 0) + 1 };
  return {
    number: receiptNumber(id, next.last),
    write: series === null ? insert(receiptSeries, next) : replace(receiptSeries, series, next),
  };
}

interface ApplyInput {
  readonly id: string;
  /** This season alone; otherwise all that is open, oldest first. */
  readonly season?: string | undefined;
  readonly seenSeq?: number | undefined;
}

/**
 * 预存冲抵, where an upgrade left what is free beside what is open. Refusals, in this order:
 * `not-found`, `account-changed`, then of the rule.
 */
export const applyPrepaid = command({
  name: "ledger.apply-prepaid",
  mutex: ({ id }: ApplyInput) => `accounts/${id}`,
  scope: ({ household }: HouseholdAccount) => household.place,
  load: (reads, { id }): Promise<Result<HouseholdAccount, "not-found" | AppliedCode>> =>
    readAccount(reads, id),
  decide(state, { season, seenSeq }, moment): Result<Decision<PostedAnswer>, AppliedCode> {
    const unseen = refuseUnseen(state, seenSeq);
    if (unseen !== null) return unseen;
    const posting = KINDS.prepaymentApplied.decide(positionOf(state.account), { season });
    return postTo(state, moment, { entryId: moment.nextId(), posting });
  },
});
type AppliedCode = "account-changed" | ApplyCode;
