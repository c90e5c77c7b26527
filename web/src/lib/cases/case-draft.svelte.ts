import type { CaseCategory, Urgency } from "@warmline/shared/cases/categories.ts";
import type { CaseRow } from "@warmline/shared/cases/live.ts";
import { fileCase } from "@warmline/shared/cases/api.ts";
import { earlierCases } from "@warmline/shared/cases/lists-api.ts";
import { call, isOpen, type Answer, type Refused } from "../call.ts";

export const TYPED_SOURCES = ["phone", "counter", "console"] as const;
type TypedSource = (typeof TYPED_SOURCES)[number];

const ASK_AFTER_MS = 250;

/** A report as it is typed in, and the cases to which it may belong. */
export class CaseDraft {
  source = $state<TypedSource>("phone");
  householdId = $state<string | null>(null);
  name = $state("");
  phone = $state("");
  category = $state<CaseCategory>("not-warm");
  urgency = $state<Urgency>("normal");
  description = $state("");
  fileIds = $state.raw<readonly string[]>([]);
  /** A case of its own, although an open one looks alike. */
  separate = $state(false);

  earlier = $state.raw<readonly CaseRow[]>([]);
  matchId = $state<string | null>(null);
  busy = $state(false);
  refusal = $state.raw<Refused | null>(null);
  /** While it is not known what came of it, nothing but the same may be sent. */
  readonly fixed = $derived(this.busy || isOpen(this.refusal));

  /** Keeps the earlier cases in step with what is typed, while the page lives. */
  watchEarlier(): void {
    $effect(() => {
      const { householdId, phone, category } = this;
      const digits = phone.replace(/\D/g, "");
      const query = {
        category,
        ...(householdId === null ? {} : { householdId }),
        ...(digits.length < 7 ? {} : { phone }),
      };
      const stop = new AbortController();
      if (householdId === null && digits.length < 7) this.#found([], null);
      else setTimeout(() => void this.#ask(query, stop.signal), ASK_AFTER_MS);
      return () => stop.abort();
    });
  }

  async file(): Promise<{ id: string; number: string; outcome: string } | null> {
    this.busy = true;
    const answer = await this.#send();
    this.busy = false;
    this.refusal = answer.ok ? null : answer;
    return answer.ok ? answer.value : null;
  }

  #send(): Promise<Answer<{ id: string; number: string; outcome: string }>> {
    const name = this.name.trim();
    const phone = this.phone.trim();
    return call(fileCase, {
      body: {
        source: this.source,
        contact: { ...(name === "" ? {} : { name }), ...(phone === "" ? {} : { phone }) },
        ...(this.householdId === null ? {} : { householdId: this.householdId }),
        category: this.category,
        urgency: this.urgency,
        description: this.description,
        fileIds: [...this.fileIds],
        separate: this.matchId !== null && this.separate,
      },
    });
  }

  async #ask(query: { category: CaseCategory }, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return;
    const answer = await call(earlierCases, { body: query, signal });
    if (answer.ok && !signal.aborted) this.#found(answer.value.cases, answer.value.matchId);
  }

  #found(cases: readonly CaseRow[], matchId: string | null): void {
    this.earlier = cases;
    if (matchId !== this.matchId) this.separate = false;
    this.matchId = matchId;
  }
}
