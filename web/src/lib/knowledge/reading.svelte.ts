import { untrack } from "svelte";
import { readKnowledge } from "@warmline/shared/knowledge/api.ts";
import type { KnowledgeItem } from "@warmline/shared/knowledge/model.ts";
import { call, type Answer, type Refused } from "../call.ts";

/** One item as it stands now: the newest question wins, however late an older answer comes. */
export class KnowledgeReading {
  item = $state.raw<KnowledgeItem | null>(null);
  refusal = $state.raw<Refused | null>(null);
  #asked = 0;

  async of(id: string): Promise<Answer<unknown>> {
    const mine = (this.#asked += 1);
    // Whoever asks in an effect asks anew for another id, not once this one has come.
    if (untrack(() => this.item?.id) !== id) this.item = null;
    const answer = await call(readKnowledge, { params: { id } });
    if (mine !== this.#asked) return answer;
    this.refusal = answer.ok ? null : answer;
    if (answer.ok) this.item = answer.value;
    return answer;
  }
}
