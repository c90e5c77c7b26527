import type { OutputOf } from "@warmline/shared/api/endpoint.ts";
import { readReceipt } from "@warmline/shared/ledger/receipt-api.ts";
import { call, type Refused } from "../call.ts";

export type Receipt = OutputOf<typeof readReceipt.answer>;

/** A receipt, as the number that is given tells. */
export class ReceiptByNumber {
  receipt = $state.raw<Receipt | null>(null);
  refusal = $state.raw<Refused | null>(null);

  constructor(number: () => string) {
    $effect(() => {
      const asked = number();
      this.receipt = null;
      this.refusal = null;
      void call(readReceipt, { params: { number: asked } }).then((answer) => {
        if (asked !== number()) return;
        if (answer.ok) this.receipt = answer.value;
        else this.refusal = answer;
      });
    });
  }
}
