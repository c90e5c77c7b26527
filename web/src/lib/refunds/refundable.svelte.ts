import { smallerFen, type Fen } from "@warmline/shared/kernel/money.ts";
import { PAYMENT_METHODS, type PaymentMethod, type Tender } from "@warmline/shared/ledger/lines.ts";
import { readRefundable, type RefundableAnswer } from "@warmline/shared/ledger/refund-api.ts";
import { call } from "../call.ts";

type RefundableLot = RefundableAnswer["lots"][number];

/** What of an account may go back, as the server says. */
export class Refundable {
  found = $state.raw<RefundableAnswer | null>(null);
  refusal = $state<string | null>(null);

  async load(accountId: string): Promise<void> {
    const answer = await call(readRefundable, { params: { id: accountId } });
    if (answer.ok) this.found = answer.value;
    this.refusal = answer.ok ? null : answer.message;
  }
}

/** By which ways something may still go back, and how much at most. */
export function waysOf({ leftFen, ways }: RefundableLot): readonly Tender[] {
  const all = ways ?? PAYMENT_METHODS.map((method): Tender => ({ method, amountFen: leftFen }));
  return all
    .filter(({ amountFen }) => amountFen > 0)
    .map((one) => ({ ...one, amountFen: smallerFen(one.amountFen, leftFen) }));
}

/** What is asked for, once it is whole. */
export interface Wanted {
  readonly lotId: string;
  readonly method: PaymentMethod;
  readonly amountFen: Fen;
}
