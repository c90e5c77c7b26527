import type { OutputOf } from "@warmline/shared/api/endpoint.ts";
import type { Fen } from "@warmline/shared/kernel/money.ts";
import { previewPayment } from "@warmline/shared/ledger/api.ts";
import { call, type Answer, type Refused } from "../call.ts";

export type Preview = OutputOf<(typeof previewPayment)["answer"]>;

const ASK_AFTER_MS = 200;

interface PartAsked {
  readonly accountId: string;
  readonly amountFen: Fen | null;
  readonly season: string;
}

/** In place of a season: what was written off comes first. */
export const WRITTEN_OFF = "written-off";

function firstOf(season: string) {
  if (season === WRITTEN_OFF) return { writtenOff: "true" } as const;
  return season === "" ? {} : { season };
}

/** Where money would go, household by household: as the server says, until it is asked anew. */
export class PartPreviews {
  readonly #answers = $state<Record<string, Answer<Preview>>>({});

  of(accountId: string): Preview | null {
    const answer = this.#answers[accountId];
    return answer?.ok ? answer.value : null;
  }

  refusalOf(accountId: string): Refused | null {
    const answer = this.#answers[accountId];
    return answer === undefined || answer.ok ? null : answer;
  }

  /** Asks once typing pauses; answers what withdraws the question. */
  ask(part: PartAsked): () => void {
    const stop = new AbortController();
    delete this.#answers[part.accountId];
    setTimeout(() => void this.#ask(part, stop.signal), ASK_AFTER_MS);
    return () => stop.abort();
  }

  async #ask({ accountId: id, amountFen, season }: PartAsked, signal: AbortSignal) {
    if (signal.aborted || amountFen === null) return;
    const query = { amountFen, ...firstOf(season) };
    const answer = await call(previewPayment, { params: { id }, query, signal });
    if (!signal.aborted) this.#answers[id] = answer;
  }
}
