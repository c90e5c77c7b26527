import { assert } from "@warmline/shared/kernel/assert.ts";
import { sameContent } from "@warmline/shared/kernel/canonical.ts";
import type { Fen } from "@warmline/shared/kernel/money.ts";
import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import type { CityDate } from "@warmline/shared/kernel/time.ts";
import type { PaidAnswer } from "@warmline/shared/ledger/answers.ts";
import { accountStream, entries, replay } from "@warmline/shared/ledger/entry.ts";
import type { PaymentChannel, Tender } from "@warmline/shared/ledger/lines.ts";
import { payments, type ChannelSerial, type Payment } from "@warmline/shared/ledger/payment.ts";
import { accountOf } from "@warmline/shared/ledger/position.ts";
import { changeOf } from "@warmline/shared/ledger/tenders.ts";
import { FIND_LIMIT_MAX } from "@warmline/shared/store/port.ts";
import type { Reads } from "../../platform/commands/guarded-reads.ts";
import { answerOf } from "./posting.ts";

/** A payment that came before under the same serial, with what it was answered. */
export interface Before {
  readonly payment: Payment;
  readonly answer: PaidAnswer;
}

/** What a payment is, apart from when and by which cashier it is taken. */
export interface Content {
  readonly tenders: readonly Tender[];
  readonly parts: readonly {
    readonly accountId: string;
    readonly amountFen: Fen;
    readonly season?: string | undefined;
    readonly writtenOff?: boolean | undefined;
  }[];
  readonly payer?: string | undefined;
  readonly effectiveOn?: CityDate | undefined;
}

/**
 * The newest payment with a serial, read guarded, so that two at once become one. One that was
 * voided gave its serial back: the slip is taken again, for the right household.
 */
export async function paidBefore(
  reads: Reads,
  kind: PaymentChannel,
  { merchant, serial }: ChannelSerial,
): Promise<{ readonly before: Before | null; readonly take: number }> {
  const where = { "channel.kind": kind, "channel.merchant": merchant, "channel.serial": serial };
  const [payment] = await reads.find(payments, {
    index: "serial",
    where,
    order: "descending",
    limit: 1,
  });
  if (payment === undefined) return { before: null, take: 1 };
  const reverses = payment.parts[0]?.entryId ?? "";
  const [undone] = await reads.find(entries, { index: "reverses", where: { reverses }, limit: 1 });
  if (undone?.detail.kind === "void") {
    return { before: null, take: (payment.channel.take ?? 1) + 1 };
  }
  return { before: { payment, answer: await answerFor(reads, payment) }, take: 1 };
}

/** What a payment was answered, whatever came since. */
async function answerFor(reads: Reads, { id, tenders, parts }: Payment): Promise<PaidAnswer> {
  return {
    paymentId: id,
    changeFen: changeOf(tenders),
    parts: await Promise.all(parts.map((part) => asAnswered(reads, part))),
  };
}

/** How an account stood with an entry. */
async function asAnswered(
  { unguarded }: Reads,
  { accountId, entryId }: Payment["parts"][number],
): Promise<PaidAnswer["parts"][number]> {
  const entry = await unguarded.get(entries, entryId);
  assert(entry, `entry ${entryId} of a payment is there`);
  const stream = await unguarded.find(entries, {
    index: "seq",
    where: { streamId: accountStream(accountId) },
    to: entry.seq + 1,
    limit: FIND_LIMIT_MAX,
  });
  const account = accountOf(replay(accountId, stream));
  return { accountId, ...answerOf({ entry, account }) };
}

/**
 * A bank or a terminal that asks again under its serial gets what it was answered. Refusal:
 * `serial-used` (the same serial for something else).
 */
export function answerAgain(
  { payment, answer }: Before,
  asked: Content,
): Result<PaidAnswer, "serial-used"> {
  const same = sameContent(contentOf(payment), contentOf(asked));
  const { id: receipt, channel } = payment;
  return same ? ok(answer) : refuse("serial-used", { serial: channel.serial ?? "", receipt });
}

function contentOf({ tenders, parts, payer, effectiveOn }: Content): Content {
  return {
    tenders: tenders.map(({ method, amountFen }) => ({ method, amountFen })),
    parts: parts.map(({ accountId, amountFen, season, writtenOff }) => {
      return { accountId, amountFen, season, writtenOff };
    }),
    payer,
    effectiveOn,
  };
}
