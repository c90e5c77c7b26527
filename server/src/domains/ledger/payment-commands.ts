import type { Actor } from "@warmline/shared/access/actor.ts";
import type { Fen } from "@warmline/shared/kernel/money.ts";
import { mapOk, ok, type Refusal, type Result } from "@warmline/shared/kernel/result.ts";
import { cityDate, type CityDate, type Instant } from "@warmline/shared/kernel/time.ts";
import type { PaidAnswer } from "@warmline/shared/ledger/answers.ts";
import { KINDS, replay } from "@warmline/shared/ledger/entry.ts";
import type { PlanCode } from "@warmline/shared/ledger/kinds/payment.ts";
import { sumFen, type PaymentChannel } from "@warmline/shared/ledger/lines.ts";
import { CITY_OFFICE, officeOf } from "@warmline/shared/ledger/office.ts";
import {
  payments,
  type Channel,
  type ChannelSerial,
  type Payment,
} from "@warmline/shared/ledger/payment.ts";
import { positionOf, type Position } from "@warmline/shared/ledger/position.ts";
import { refuseCash, type Shift, type TillCode } from "@warmline/shared/ledger/shift.ts";
import {
  changeOf,
  refuseTenders,
  shareTenders,
  withChange,
  type StatedTender,
  type TenderCode,
} from "@warmline/shared/ledger/tenders.ts";
import { refuseValueDate, type ValueDateCode } from "@warmline/shared/ledger/value-date.ts";
import type { Body } from "@warmline/shared/store/collection.ts";
import { insert } from "@warmline/shared/store/write.ts";
import { command, type Decision, type Moment } from "../../platform/commands/command.ts";
import type { Reads } from "../../platform/commands/guarded-reads.ts";
import { readBooks } from "./books.ts";
import {
  commonAt,
  enterParts,
  placesOf,
  readAccounts,
  refusalOf,
  subjectsOf,
  type PostedPart,
} from "./parts.ts";
import {
  readStream,
  refuseUnseen,
  type HouseholdAccount,
  type PostableAccount,
} from "./posting.ts";
import { nextReceipt, type NextReceipt } from "./receipt-number.ts";
import { openShiftOf } from "./shifts.ts";
import { answerAgain, paidBefore, type Before } from "./serial.ts";

export interface PayInput {
  /** Each account once: a household's, or what stayed with a former holder. */
  readonly parts: readonly {
    readonly accountId: string;
    readonly amountFen: Fen;
    /** This season before all others. */
    readonly season?: string | undefined;
    /** 坏账收回: what was written off before all that is open. */
    readonly writtenOff?: boolean | undefined;
    /** The account's seq that the payer was shown; a newer account is refused. */
    readonly seenSeq?: number | undefined;
  }[];
  readonly tenders: readonly StatedTender[];
  readonly payer?: string | undefined;
  readonly channel?: ChannelSerial | undefined;
  /** 起息日: of what came by bank; it counts from then. */
  readonly effectiveOn?: CityDate | undefined;
}

/** Whose written-off debt is paid is known as a whole: an account knows what is open. */
interface PayingAccount extends PostableAccount {
  readonly position: Position;
}

interface Paying {
  readonly accounts: readonly PayingAccount[];
  /** Of the payment and of all its entries. */
  readonly at: Instant;
  readonly channel: Channel;
  readonly receipt: NextReceipt;
  /** The open shift of whoever takes it. */
  readonly shift: Shift | null;
  /** The same serial was taken already. */
  readonly before: Before | null;
}

type PayCode =
  | "day-closed"
  | "account-changed"
  | TillCode
  | "serial-used"
  | TenderCode
  | ValueDateCode
  | PlanCode;

/**
 * 收费: takes a payment for one or several accounts, whole or not at all, and numbers its receipt.
 * Refusals, in this order: `not-found`, `day-closed`, `serial-used`, `account-changed`, then of the
 * tenders, those of the value date, for cash `till-not-open` and `till-of-another-day`, then of the
 * rule; where there are several households they say whose.
 */
export const pay = command({
  name: "ledger.pay",
  // All counters of an office number from one series: they wait here instead of losing commits.
  mutex: (_: PayInput, { actor }) => `receiptSeries/${officeOf(actor)}`,
  scope: ({ accounts }: Paying) => placesOf(accounts),
  load: loadPaying,
  decide(state, input, moment): Result<Decision<PaidAnswer>, PayCode> {
    if (state.before !== null) {
      const again = answerAgain(state.before, input);
      return mapOk(again, (value) => ({ value, writes: [], subjects: [] }));
    }
    const refusal =
      refuseChanged(state, input) ??
      refuseTenders(input.tenders, sumFen(input.parts)) ??
      refuseValueDate(input.effectiveOn, input.tenders, cityDate(state.at)) ??
      refuseTill(state, input, moment);
    if (refusal !== null) return refusal;
    const entered = enterPayment(state, input, moment);
    return entered.ok ? ok(taken(state, input, moment, entered.value)) : entered;
  },
});

async function loadPaying(
  reads: Reads,
  { parts, channel: serial }: PayInput,
  moment: Moment,
): Promise<Result<Paying, "not-found" | PayCode>> {
  const { actor } = moment;
  const kind = channelOf(actor);
  const ids = parts.map(({ accountId }) => accountId);
  const [found, shift, earlier] = await Promise.all([
    readAccounts(reads, ids),
    openShiftOf(reads, actor.id),
    serial === undefined ? null : paidBefore(reads, kind, serial),
  ]);
  if (!found.ok) return found;
  const at = commonAt(found.value, moment.at);
  const owing = found.value.map(({ account }) => account);
  const [open, receipt] = await Promise.all([
    readBooks(reads, moment, owing),
    nextReceipt(reads, officeOf(actor), cityDate(at)),
  ]);
  if (!open.ok) return open;
  const accounts = await Promise.all(
    found.value.map(async (one, place) => {
      const { writtenOff = false } = parts[place]!;
      return { ...one, books: open.value, position: await payable(reads, one, writtenOff) };
    }),
  );
  const channel = { kind, ...(earlier === null ? {} : { ...serial, take: earlier.take }) };
  return ok({ accounts, at, channel, receipt, shift, before: earlier?.before ?? null });
}

/** Where an account stands, with what was written off of it where that is to be paid. */
export async function payable(
  reads: Pick<Reads, "find">,
  { account }: HouseholdAccount,
  writtenOff: boolean,
): Promise<Position> {
  if (!writtenOff) return positionOf(account);
  return replay(account.id, await readStream(reads, account.id));
}

function channelOf({ kind }: Actor): PaymentChannel {
  return kind === "kiosk" ? "kiosk" : "counter";
}

function refuseChanged({ accounts }: Paying, { parts }: PayInput): Refusal<PayCode> | null {
  for (const [place, one] of accounts.entries()) {
    const refusal = refuseUnseen(one, parts[place]?.seenSeq);
    if (refusal !== null) return refusalOf(refusal, one, accounts);
  }
  return null;
}

/** Whether cash may go into the drawer: what is not cash needs none. */
function refuseTill(
  { shift, at }: Paying,
  { tenders }: PayInput,
  { actor }: Moment,
): Refusal<TillCode> | null {
  if (!tenders.some(({ method }) => method === "cash")) return null;
  return refuseCash(shift, { office: officeOf(actor), day: cityDate(at) });
}

function enterPayment(
  { accounts, at, channel, receipt, shift }: Paying,
  { parts, tenders, effectiveOn }: PayInput,
  { nextId }: Moment,
): Result<PostedPart[], PlanCode> {
  const shares = shareTenders(
    tenders,
    parts.map(({ amountFen }) => amountFen),
  );
  return enterParts(accounts, { at }, (one, place) => ({
    entryId: nextId(),
    shiftId: shift?.id,
    effectiveOn,
    posting: KINDS.payment.decide(one.position, {
      paymentId: receipt.number,
      tenders: shares[place] ?? [],
      channel: channel.kind,
      season: parts[place]?.season,
      writtenOff: parts[place]?.writtenOff,
    }),
  }));
}

/** The one place where a payment is made: with its entries and the number of its receipt. */
function taken(
  { channel, receipt, at, shift }: Paying,
  { parts, tenders, payer, effectiveOn }: PayInput,
  { actor }: Moment,
  entered: readonly PostedPart[],
): Decision<PaidAnswer> {
  const officeId = officeOf(actor);
  const till = refuseCash(shift, { office: officeId, day: cityDate(at) }) === null ? shift : null;
  const payment: Body<Payment> = {
    id: receipt.number,
    bookedOn: cityDate(at),
    tenders: withChange(tenders),
    channel,
    ...(payer === undefined ? {} : { payer }),
    ...(effectiveOn === undefined ? {} : { effectiveOn }),
    ...(officeId === CITY_OFFICE ? {} : { officeId }),
    takenBy: actor.id,
    ...(till === null ? {} : { shiftId: till.id }),
    parts: entered.map(({ answer: { accountId, entryId } }, place) => {
      const { amountFen, season, writtenOff } = parts[place]!;
      return {
        accountId,
        entryId,
        amountFen,
        ...(season === undefined ? {} : { season }),
        ...(writtenOff ? { writtenOff } : {}),
      };
    }),
  };
  return {
    value: {
      paymentId: receipt.number,
      changeFen: changeOf(payment.tenders),
      parts: entered.map(({ answer }) => answer),
    },
    writes: [
      ...entered.flatMap((one) => one.entered.writes),
      insert(payments, payment),
      receipt.write,
    ],
    subjects: subjectsOf(entered),
  };
}
