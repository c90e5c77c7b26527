import type { OutputOf } from "@warmline/shared/api/endpoint.ts";
import type { Fen } from "@warmline/shared/kernel/money.ts";
import { previewPayment } from "@warmline/shared/ledger/api.ts";
import { call, type Refused } from "../call.ts";

export type Preview = OutputOf<(typeof previewPayment)["answer"]>;

const ASK_AFTER_MS = 200;

interface PartAsked {
  readonly householdId: string;
  readonly amountFen: Fen | null;
  readonly season: string;
}

/** Where money would go, household by household: as the server says, until it is asked anew. */
export class PartPreviews {
  refusal = $state.raw<Refused | null>(null);
  readonly #found = $state<Record<string, Preview>>({});

  of(householdId: string): Preview | null {
    return this.#found[householdId] ?? null;
  }

  /** Asks once typing pauses; answers what withdraws the question. */
  ask(part: PartAsked): () => void {
    const stop = new AbortController();
    delete this.#found[part.householdId];
    setTimeout(() => void this.#ask(part, stop.signal), ASK_AFTER_MS);
    return () => stop.abort();
  }

  async #ask({ householdId: id, amountFen, season }: PartAsked, signal: AbortSignal) {
    if (signal.aborted || amountFen === null) return;
    const query = { amountFen, ...(season === "" ? {} : { season }) };
    const answer = await call(previewPayment, { params: { id }, query, signal });
    if (signal.aborted) return;
    if (answer.ok) this.#found[id] = answer.value;
    else this.refusal = answer;
  }
}
