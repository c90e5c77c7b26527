import { untilAnswered } from "@warmline/shared/client/until-answered.ts";
import type { CollectionAnswer } from "@warmline/shared/reports/api.ts";
import type { Answer } from "../call.ts";

/** While commits are still being counted, it is asked again so soon. */
const AGAIN_MS = 2_000;

/** What every report answers: how far it counts, what it is of, and its rows. */
export interface Answered extends Pick<CollectionAnswer, "position" | "at" | "behind"> {
  readonly path?: CollectionAnswer["path"];
  readonly season?: string;
  readonly day?: string;
  readonly from?: string;
  readonly to?: string;
  readonly rows: readonly unknown[];
  readonly disagreements?: readonly unknown[];
}

/** Of a report of some days. */
export interface SpanAnswer extends Answered {
  readonly from: string;
  readonly to: string;
}

/**
 * A report as it is asked for. Made while a component is being set up; `ask` reads what is asked,
 * which may be something else later. What was answered last stays until there is a newer answer.
 */
export class Report<A extends { readonly behind: number }> {
  shown = $state.raw<A | null>(null);
  refusal = $state<string | null>(null);

  constructor(asking: () => () => Promise<Answer<A>>) {
    $effect(() => {
      const ask = asking();
      let again: ReturnType<typeof setTimeout> | undefined;
      let finish = () => {};
      /** A late answer to what is no longer asked would take the place of a newer one. */
      let current = true;
      const begin = () => {
        finish = untilAnswered(async () => {
          const answer = await ask();
          if (!current) return answer;
          this.refusal = answer.ok ? null : answer.message;
          if (answer.ok) this.shown = answer.value;
          if (answer.ok && answer.value.behind > 0) again = setTimeout(begin, AGAIN_MS);
          return answer;
        });
      };
      begin();
      return () => {
        current = false;
        finish();
        clearTimeout(again);
      };
    });
  }
}
