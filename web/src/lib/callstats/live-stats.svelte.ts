import { untrack } from "svelte";
import {
  readStats,
  type StatsAnswer,
  type StatsBy,
  type StatsOf,
} from "@warmline/shared/callstats/api.ts";
import { callstatsView } from "@warmline/shared/callstats/live.ts";
import { useView } from "@warmline/shared/client/live/view.svelte.ts";
import { Ticking } from "@warmline/shared/client/ticking.svelte.ts";
import { untilAnswered } from "@warmline/shared/client/until-answered.ts";
import type { Skill } from "@warmline/shared/acd/model.ts";
import { call } from "../call.ts";

export interface StatsQuery {
  readonly from: string;
  /** Included. */
  readonly to: string;
  readonly by: StatsBy;
  /** Left out: of the telephone. */
  readonly of?: StatsOf;
  readonly skill?: Skill;
}

/** However fast calls come, they are read anew at most this often. */
const READ_EVERY_MS = 3_000;

/**
 * 话务统计 as they are asked for, read anew whenever there is more. Made while a component is being
 * set up; `asked` may answer something else later, or null: nothing yet.
 */
export class LiveStats {
  /** What was answered last, and to what. */
  shown = $state.raw<(StatsAnswer & Required<Pick<StatsQuery, "by" | "of">>) | null>(null);
  refusal = $state<string | null>(null);

  constructor(asked: () => StatsQuery | null) {
    const beat = new Ticking(READ_EVERY_MS);
    const joined = useView(callstatsView, () => ({}));
    const rev = $derived([...(joined.view?.rows.values() ?? [])][0]?.rev);
    const moved = $derived.by(() => (beat.now > 0 ? untrack(() => rev) : undefined));
    $effect(() => {
      const query = asked();
      if (query === null || moved === null) return undefined;
      return untilAnswered(async () => {
        const answer = await call(readStats, { query });
        this.refusal = answer.ok ? null : answer.message;
        if (answer.ok) this.shown = { ...answer.value, by: query.by, of: query.of ?? "calls" };
        return answer;
      });
    });
  }
}
