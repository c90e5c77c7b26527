import type { KnowledgeCategory } from "@warmline/shared/knowledge/content.ts";
import { findKnowledge } from "@warmline/shared/knowledge/api.ts";
import type { KnowledgeRow } from "@warmline/shared/knowledge/rows.ts";
import { isOverdue } from "@warmline/shared/knowledge/rules.ts";
import { cityDate } from "@warmline/shared/kernel/time.ts";
import { serverClock } from "@warmline/shared/client/server-clock.ts";
import { call, type Answer, type Refused } from "../call.ts";

const ASK_AFTER_MS = 150;

export const LISTS = ["all", "to-approve", "drafts", "overdue", "retired"] as const;
export type KnowledgeListName = (typeof LISTS)[number];

/** What is found by what was typed, the best first; asked anew once a command has changed it. */
class KnowledgeList {
  q = $state("");
  category = $state<KnowledgeCategory | "">("");
  refusal = $state.raw<Refused | null>(null);
  /** What the rows were asked for by; null: they have not come yet. */
  answered = $state<string | null>(null);
  #rows = $state.raw<readonly KnowledgeRow[]>([]);
  #asked = 0;

  /** The rows of a list, in the category chosen. */
  in(list: KnowledgeListName): readonly KnowledgeRow[] {
    return this.#rows.filter(
      (row) => belongs(row, list) && (this.category === "" || row.category === this.category),
    );
  }

  /** The newest question wins, however late an older answer comes. */
  async load(): Promise<Answer<unknown>> {
    const mine = (this.#asked += 1);
    const q = this.q.trim();
    const answer = await call(findKnowledge, { body: { q } });
    if (mine !== this.#asked) return answer;
    this.refusal = answer.ok ? null : answer;
    if (answer.ok) [this.#rows, this.answered] = [answer.value.rows, q];
    return answer;
  }

  /** As one types. Answers how to leave it. */
  ask(): () => void {
    const timer = setTimeout(() => void this.load(), ASK_AFTER_MS);
    return () => clearTimeout(timer);
  }
}

function belongs(row: KnowledgeRow, list: KnowledgeListName): boolean {
  switch (list) {
    case "all":
      return row.state !== "retired";
    case "to-approve":
      return row.draft === "submitted" && row.state !== "retired";
    case "drafts":
      return row.draft !== undefined && row.state !== "retired";
    case "overdue":
      return isOverdue(row, cityDate(serverClock.now()));
    case "retired":
      return row.state === "retired";
  }
}

export const knowledge = new KnowledgeList();
