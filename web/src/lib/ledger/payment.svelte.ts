import type { Draft } from "@warmline/shared/client/drafts.svelte.ts";
import type { Fen } from "@warmline/shared/kernel/money.ts";
import type { PaymentMethod } from "@warmline/shared/ledger/lines.ts";
import type { InputOf, OutputOf } from "@warmline/shared/api/endpoint.ts";
import { pay, previewPayment } from "@warmline/shared/ledger/api.ts";
import { call, isOpen, type Refused } from "../call.ts";
import { drafts } from "../drafts.ts";
import { typedNumber } from "../typed-number.ts";
import { PAID, typedYuan } from "./amount.ts";

export type Preview = OutputOf<(typeof previewPayment)["answer"]>;
type Sent = InputOf<NonNullable<(typeof pay)["body"]>>;

const ASK_AFTER_MS = 200;

interface Fields {
  typed: string;
  method: PaymentMethod;
  season: string;
  payer: string;
}

/** A payment being taken: typed, previewed as the server would allocate it, then posted once. */
export class Payment {
  readonly householdId: string;
  readonly draft: Draft<Fields>;
  preview = $state.raw<Preview | null>(null);
  refusal = $state.raw<Refused | null>(null);
  busy = $state(false);
  /** While it is not known what came of it, nothing but the same may be sent. */
  readonly fixed = $derived(this.busy || isOpen(this.refusal));

  constructor(householdId: string, owedFen: Fen) {
    this.householdId = householdId;
    this.draft = drafts.begin<Fields>(pay.name, householdId, {
      typed: owedFen > 0 ? typedYuan(owedFen) : "",
      method: "cash",
      season: "",
      payer: "",
    });
  }

  get amountFen(): Fen | null {
    return typedNumber(this.draft.fields.typed, PAID);
  }

  /** Keeps the preview in step with what is typed and with the account's newest entry. */
  watchPreview(seq: () => number): void {
    $effect(() => {
      const { amountFen } = this;
      const { season } = this.draft.fields;
      void seq();
      // What was sent is shown as it was sent.
      if (this.fixed) return undefined;
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
    const body = this.#body();
    if (body === null || this.busy) return null;
    this.busy = true;
    const params = { id: this.householdId };
    const answer = await this.draft.send(() => call(pay, { params, body }));
    this.busy = false;
    this.refusal = answer.ok ? null : answer;
    return answer.ok ? (answer.value.paymentId ?? null) : null;
  }

  #body(): Sent | null {
    const { amountFen, preview } = this;
    const { method, season, payer } = this.draft.fields;
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
