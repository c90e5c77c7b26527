import type { PaymentMethod } from "@warmline/shared/ledger/lines.ts";
import type { OutputOf } from "@warmline/shared/api/endpoint.ts";
import { pay, previewPayment } from "@warmline/shared/ledger/api.ts";
import { call, newKey, type Refused } from "../call.ts";
import { typedFen, typedYuan } from "./amount.ts";

export type Preview = OutputOf<(typeof previewPayment)["answer"]>;

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
  readonly amountFen = $derived(typedFen(this.typed));
  #key = newKey();

  constructor(householdId: string, owedFen: number) {
    this.householdId = householdId;
    if (owedFen > 0) this.typed = typedYuan(owedFen);
  }

  /** Keeps the preview in step with what is typed and with the account's newest entry. */
  watchPreview(seq: () => number): void {
    $effect(() => {
      const { amountFen, season } = this;
      void seq();
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
    const { amountFen, preview, method, season, payer } = this;
    if (amountFen === null || preview === null) return null;
    this.busy = true;
    const answer = await call(pay, {
      params: { id: this.householdId },
      body: {
        method,
        amountFen,
        ...(season === "" ? {} : { season }),
        ...(payer.trim() === "" ? {} : { payer: payer.trim() }),
        seenSeq: preview.seq,
      },
      key: this.#key,
    });
    this.busy = false;
    this.refusal = answer.ok ? null : answer;
    if (answer.ok) return answer.value.paymentId ?? null;
    // Without an answer the money may be booked: only the same key again cannot book it twice.
    if (answer.code !== "offline") this.#key = newKey();
    return null;
  }

  async #ask(amountFen: number, season: string, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return;
    const query = { amountFen, ...(season === "" ? {} : { season }) };
    const asked = { params: { id: this.householdId }, query, signal };
    const answer = await call(previewPayment, asked);
    if (signal.aborted) return;
    if (answer.ok) this.preview = answer.value;
    else this.refusal = answer;
  }
}
