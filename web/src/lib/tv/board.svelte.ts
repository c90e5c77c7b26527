import { untrack } from "svelte";
import { boardView, type BoardRow } from "@warmline/shared/hall/live.ts";
import { serverClock } from "@warmline/shared/client/server-clock.ts";
import { connection } from "@warmline/shared/client/live/connection.svelte.ts";
import { useView } from "@warmline/shared/client/live/view.svelte.ts";
import type { Instant } from "@warmline/shared/kernel/time.ts";
import { callsOf } from "./announce.ts";
import { Announcements } from "./announcements.svelte.ts";
import { Sound } from "./sound.svelte.ts";
import { clipsAhead } from "./voice.ts";

const KEEP_EVERY_MS = 5_000;

interface Kept {
  readonly rows: readonly BoardRow[];
  readonly at: Instant;
  readonly announcedSeq: number;
}

/**
 * What a television shows: the live rows, or, after a start without a network, what it showed last.
 * Must be made while a component is being set up.
 */
export class Board {
  rows = $state.raw<readonly BoardRow[]>([]);
  /** When the rows were last known to be true, on the server's clock; null before any. */
  asOf = $state<Instant | null>(null);
  live = $state(false);
  /** Neither a paired device of this hall nor somebody who works in it. */
  refused = $state(false);
  readonly calls = $derived(callsOf(this.rows));
  readonly sound = new Sound();
  readonly announcements = new Announcements(this.sound);
  readonly #storedAs: string;

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
    $effect(() => this.sound.open(() => this.announcements.repeatCurrent()));
    $effect(() => () => this.announcements.stop());
    $effect(() => {
      const timer = setInterval(() => this.live && this.#keep(), KEEP_EVERY_MS);
      return () => clearInterval(timer);
    });
  }

  #show(rows: readonly BoardRow[], live: boolean): void {
    this.rows = rows;
    if (live) this.asOf = serverClock.now();
    if (this.announcements.hear(callsOf(rows))) this.#keep();
    this.sound.prepare(clipsAhead(rows));
  }

  #keep(): void {
    this.asOf = serverClock.now();
    const kept: Kept = { rows: this.rows, at: this.asOf, announcedSeq: this.announcements.lastSeq };
    localStorage.setItem(this.#storedAs, JSON.stringify(kept));
  }

  #recall(): void {
    try {
      const kept = JSON.parse(localStorage.getItem(this.#storedAs) ?? "null") as Kept | null;
      if (kept === null) return;
      this.rows = kept.rows;
      this.asOf = kept.at;
      this.announcements.lastSeq = kept.announcedSeq;
    } catch {
      localStorage.removeItem(this.#storedAs);
    }
  }
}
