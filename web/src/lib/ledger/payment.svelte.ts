import type { Fen } from "@warmline/shared/kernel/money.ts";
import type { PaymentMethod } from "@warmline/shared/ledger/lines.ts";
import type { InputOf, OutputOf } from "@warmline/shared/api/endpoint.ts";
import { pay, previewPayment } from "@warmline/shared/ledger/api.ts";
import { call, mayBeDone, newKey, type Refused } from "../call.ts";
import { typedNumber } from "../typed-number.ts";
import { PAID, typedYuan } from "./amount.ts";

export type Preview = OutputOf<(typeof previewPayment)["answer"]>;
type Sent = InputOf<NonNullable<(typeof pay)["body"]>>;

const ASK_AFTER_MS = 200;

/** A payment being taken: typed, previewed as the server would allocate it, then posted once. */
export class Payment {
  readonly householdId: string;
  typed = $state("");
  method = $state<PaymentMethod>("cash");
  season = $state("");
  payer = $state("");
  preview = $state.raw<Preview | null>(null);
  refusal = $state.raw<Refused | null>(null);
  busy = $state(false);
  /**
   * What was sent and not refused. While its answer is missing it may be booked: nothing but the
   * same again, under the same key, finds out and cannot book twice. `seenSeq` stays as well,
   * although the payment itself may have moved it.
   */
  sent = $state.raw<Sent | null>(null);
  readonly amountFen = $derived(typedNumber(this.typed, PAID));
  #key = newKey();

  constructor(householdId: string, owedFen: Fen) {
    this.householdId = householdId;
    if (owedFen > 0) this.typed = typedYuan(owedFen);
  }

  /** Keeps the preview in step with what is typed and with the account's newest entry. */
  watchPreview(seq: () => number): void {
    $effect(() => {
      const { amountFen, season } = this;
      void seq();
      // What was sent is shown as it was sent.
      if (this.sent !== null) return undefined;
      const stop = new AbortController();
      this.preview = null;
      if (amountFen !== null) {
        setTimeout(() => void this.#ask(amountFen, season, stop.signal), ASK_AFTER_MS);
      }
      return () => stop.abort();
    });
  }

  /** Answers the number of the receipt, or null when it was refused. */
  async post(): Promise<string | null> {
    const body = this.sent ?? this.#body();
    if (body === null || this.busy) return null;
    this.busy = true;
    this.sent = body;
    const answer = await call(pay, { params: { id: this.householdId }, body, key: this.#key });
    this.busy = false;
    this.refusal = answer.ok ? null : answer;
    if (answer.ok) return answer.value.paymentId ?? null;
    if (!mayBeDone(answer)) {
      this.sent = null;
      this.#key = newKey();
    }
    return null;
  }

  #body(): Sent | null {
    const { amountFen, preview, method, season, payer } = this;
    if (amountFen === null || preview === null) return null;
    return {
      method,
      amountFen,
      ...(season === "" ? {} : { season }),
      ...(payer.trim() === "" ? {} : { payer: payer.trim() }),
      seenSeq: preview.seq,
    };
  }

  async #ask(amountFen: Fen, season: string, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return;
    const query = { amountFen, ...(season === "" ? {} : { season }) };
    const asked = { params: { id: this.householdId }, query, signal };
    const answer = await call(previewPayment, asked);
    if (signal.aborted) return;
    if (answer.ok) this.preview = answer.value;
    else this.refusal = answer;
  }
}
