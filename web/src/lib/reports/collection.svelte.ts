import { readCollection, type CollectionAnswer } from "@warmline/shared/reports/api.ts";
import { untilAnswered } from "@warmline/shared/client/until-answered.ts";
import { call } from "../call.ts";
import type { CollectionQuery } from "./address.ts";

/** While commits are still being counted, it is asked again so soon. */
const AGAIN_MS = 2_000;

/**
 * 收费汇总表 as it is asked for. Made while a component is being set up; `asked` may answer something
 * else later. What was answered last stays until there is an answer to what is asked now.
 */
export class CollectionReport {
  shown = $state.raw<CollectionAnswer | null>(null);
  refusal = $state<string | null>(null);
  busy = $state(false);

  constructor(asked: () => CollectionQuery) {
    $effect(() => {
      const query = asked();
      let again: ReturnType<typeof setTimeout> | undefined;
      let finish = () => {};
      const ask = () => {
        finish = untilAnswered(async () => {
          this.busy = true;
          const answer = await call(readCollection, { query });
          this.busy = false;
          this.refusal = answer.ok ? null : answer.message;
          if (answer.ok) this.shown = answer.value;
          if (answer.ok && answer.value.behind > 0) again = setTimeout(ask, AGAIN_MS);
          return answer;
        });
      };
      ask();
      return () => {
        finish();
        clearTimeout(again);
      };
    });
  }
}
