import { untrack } from "svelte";
import { boardView, type BoardRow } from "@warmline/shared/hall/live.ts";
import { serverClock } from "@warmline/shared/client/server-clock.ts";
import { connection } from "@warmline/shared/client/live/connection.svelte.ts";
import { useView } from "@warmline/shared/client/live/view.svelte.ts";
import type { Instant } from "@warmline/shared/kernel/time.ts";
import { callsOf, toAnnounce, type BoardCall } from "./announce.ts";
import { chime } from "./chime.ts";

/** How long one announcement holds the screen: one after the other, none cuts off another. */
const ANNOUNCE_MS = 6_000;
const KEEP_EVERY_MS = 5_000;

interface Kept {
  readonly rows: readonly BoardRow[];
  readonly at: Instant;
  readonly announcedSeq: number;
}

/**
 * What a television shows: the live rows, or, after a start without a network, what it showed last.
 * Announcements stand in one line. Must be made while a component is being set up.
 */
export class Board {
  rows = $state.raw<readonly BoardRow[]>([]);
  /** When the rows were last known to be true, on the server's clock; null before any. */
  asOf = $state<Instant | null>(null);
  live = $state(false);
  /** Neither a paired device of this hall nor somebody who works in it. */
  refused = $state(false);
  /** The call that is being announced. */
  announced = $state.raw<BoardCall | null>(null);
  readonly calls = $derived(callsOf(this.rows));
  readonly #storedAs: string;
  #announcedSeq = 0;
  #line: BoardCall[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(hallId: string) {
    this.#storedAs = `warmline.board.${hallId}`;
    this.#recall();
    const joined = useView(boardView, () => ({ hallId }));
    $effect(() => {
      const view = joined.view;
      this.live = view?.state === "live";
      this.refused = view?.state === "refused" || connection.state === "refused";
      if (view === null || !view.filled) return;
      const rows = [...view.rows.values()];
      untrack(() => this.#show(rows, this.live));
    });
    $effect(() => () => clearTimeout(this.#timer));
    $effect(() => {
      const timer = setInterval(() => this.live && this.#keep(), KEEP_EVERY_MS);
      return () => clearInterval(timer);
    });
  }

  #show(rows: readonly BoardRow[], live: boolean): void {
    this.rows = rows;
    if (live) this.asOf = serverClock.now();
    const fresh = toAnnounce(callsOf(rows), this.#announcedSeq, serverClock.now());
    for (const call of fresh) this.#announcedSeq = Math.max(this.#announcedSeq, call.callSeq);
    this.#line.push(...fresh);
    if (fresh.length > 0) this.#keep();
    if (this.#timer === undefined) this.#next();
  }

  #next(): void {
    const call = this.#line.shift();
    this.announced = call ?? null;
    this.#timer = call === undefined ? undefined : setTimeout(() => this.#next(), ANNOUNCE_MS);
    if (call !== undefined) chime();
  }

  #keep(): void {
    this.asOf = serverClock.now();
    const kept: Kept = { rows: this.rows, at: this.asOf, announcedSeq: this.#announcedSeq };
    localStorage.setItem(this.#storedAs, JSON.stringify(kept));
  }

  #recall(): void {
    try {
      const kept = JSON.parse(localStorage.getItem(this.#storedAs) ?? "null") as Kept | null;
      if (kept === null) return;
      this.rows = kept.rows;
      this.asOf = kept.at;
      this.#announcedSeq = kept.announcedSeq;
    } catch {
      localStorage.removeItem(this.#storedAs);
    }
  }
}
