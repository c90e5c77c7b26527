import { readTill, type TillAnswer } from "@warmline/shared/ledger/till-api.ts";
import { call, type Answer } from "../call.ts";

/** One's own till and the shifts of the office, as the server has them. */
export class MyTill {
  till = $state.raw<TillAnswer | null>(null);
  refusal = $state<string | null>(null);

  async load(): Promise<Answer<unknown>> {
    const answer = await call(readTill, {});
    this.refusal = answer.ok ? null : answer.message;
    if (answer.ok) this.till = answer.value;
    return answer;
  }
}
