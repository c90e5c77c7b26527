import { setTimeout as sleep } from "node:timers/promises";
import { LAG_MAX_MS, nextMark, type LagMark } from "@warmline/shared/search/lag.ts";
import type { Deps } from "../../platform/deps.ts";

type Watching = Pick<Deps, "store" | "clock" | "log">;

const LOOK_MS = 2_000;

export interface SearchState {
  /** Since when it waits for a commit that was the newest then, in milliseconds. */
  readonly behindMs: number;
  readonly alarm: boolean;
}

/** 检索滞后: how far the index of this process is behind the log. */
export class SearchLag {
  readonly #watching: Watching;
  #mark: LagMark | undefined;
  #alarmed = false;

  constructor(watching: Watching) {
    this.#watching = watching;
  }

  async look(): Promise<SearchState> {
    const { store, clock, log } = this.#watching;
    const reached = store.followers().find(({ name }) => name === "search")?.position ?? null;
    const head = await store.head();
    const at = clock.now();
    this.#mark = nextMark(this.#mark ?? { position: head, at }, { reached, head, at });
    const behindMs = at - this.#mark.at;
    const alarm = behindMs > LAG_MAX_MS;
    if (alarm && !this.#alarmed) log.error({ behindMs, reached, head }, "search: behind the log");
    this.#alarmed = alarm;
    return { behindMs, alarm };
  }

  /** Looks every few seconds, until `signal`. */
  async watch(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      // A store that is out of reach tells of itself.
      await this.look().catch(() => undefined);
      await sleep(LOOK_MS, undefined, { signal }).catch(() => undefined);
    }
  }
}

const lags = new WeakMap<Watching, SearchLag>();

/** The one of these dependencies: whoever asks and whoever watches see the same. */
export function lagOf(deps: Watching): SearchLag {
  const lag = lags.get(deps) ?? new SearchLag(deps);
  lags.set(deps, lag);
  return lag;
}
