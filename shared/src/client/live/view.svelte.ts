import { untrack } from "svelte";
import type { JoinAnswer, LiveRow, RowChange, ServerEvents, View } from "../../api/live.ts";
import { serverClock } from "../server-clock.ts";
import { connection, type Joined } from "./connection.svelte.ts";
import { verdict, type Comparison } from "./digest.ts";
import { LiveRows } from "./rows.ts";
import { rowsOf } from "./unpack.ts";

export type ViewState = "joining" | "live" | "offline" | "refused";

const DIGEST_EVERY_MS = 30_000;
const ASK_AGAIN_MS = 1_500;
const ANSWER_WITHIN_MS = 10_000;
/** Screens are drawn at most this often, however many changes come. */
const DRAW_EVERY_MS = 30;

export type Shown<Row> = Pick<ReadonlyMap<string, Row>, "get" | "size" | "values">;

function shownOf<Row>(rows: ReadonlyMap<string, Row>): Shown<Row> {
  return { get: (id) => rows.get(id), size: rows.size, values: () => rows.values() };
}

/**
 * One live view as a screen sees it. `rows` follows the server; `state` says whether they may be
 * trusted at the moment: what is shown while offline is what was last known.
 */
export class LiveView<P = unknown, R extends LiveRow = LiveRow> implements Joined {
  room: string | null = null;
  state = $state<ViewState>("joining");
  /**
   * What is shown; another object after each drawing, so that whatever is derived from it follows.
   */
  rows = $state.raw<Shown<R>>(shownOf(new Map()));
  /** Whether a whole snapshot has ever been shown; before that `rows` may hold its first parts. */
  filled = $state(false);
  refusal = $state<{ code: string; message: string } | null>(null);
  readonly #view: View<P, R>;
  readonly #params: P;
  readonly #rows = new LiveRows<R>();
  #drawTimer: ReturnType<typeof setTimeout> | undefined;
  #drawnAt = 0;
  #watch: ReturnType<typeof setTimeout> | undefined;
  #comparisons: Comparison[] = [];
  /** Which join an answer belongs to; an older one's counts no more. */
  #attempt = 0;
  /** Parts are taken in the order in which they came, however long each takes to unpack. */
  #unpacked: Promise<void> = Promise.resolve();

  constructor(view: View<P, R>, params: P) {
    this.#view = view;
    this.#params = params;
  }

  open(): void {
    connection.add(this);
  }

  close(): void {
    this.#attempt += 1;
    clearTimeout(this.#watch);
    clearTimeout(this.#drawTimer);
    this.#drawTimer = undefined;
    connection.remove(this);
    this.room = null;
  }

  /** Whether what is shown is known to be current: drafts made on it may be sent. */
  get synced(): boolean {
    return this.state === "live";
  }

  connected(): void {
    this.#join();
  }

  disconnected(): void {
    this.room = null;
    this.#attempt += 1;
    clearTimeout(this.#watch);
    if (this.state !== "refused") this.state = "offline";
  }

  snapshot(part: Parameters<ServerEvents["snapshot"]>[0]): void {
    const attempt = this.#attempt;
    const current = () => this.#attempt === attempt;
    this.#unpacked = Promise.all([rowsOf(part), this.#unpacked]).then(
      ([rows]) => {
        if (!current()) return;
        if ("rows" in part) this.#rows.restart();
        this.#part(rows as R[], part.last);
      },
      () => {
        if (current()) this.#torn();
      },
    );
  }

  /** What still comes of this snapshot must not make it seem whole: the watch joins again. */
  #torn(): void {
    this.#attempt += 1;
    this.#watchAfter(ASK_AGAIN_MS);
  }

  #part(rows: readonly R[], last: boolean): void {
    if (!this.#rows.part(rows, last)) {
      if (!this.filled) this.#draw();
      return;
    }
    this.state = "live";
    this.filled = true;
    this.#drawNow();
    this.#watchAfter(DIGEST_EVERY_MS);
  }

  changes(batch: Parameters<ServerEvents["changes"]>[0]): void {
    if (this.#rows.apply(batch.changes as readonly RowChange[])) this.#draw();
  }

  left(notice: Parameters<ServerEvents["left"]>[0]): void {
    this.#refuse(notice.code, "");
  }

  #join(): void {
    const socket = connection.socket;
    if (socket === null) return;
    this.#attempt += 1;
    const attempt = this.#attempt;
    this.state = this.filled ? "offline" : "joining";
    this.refusal = null;
    this.#comparisons = [];
    this.#rows.begin();
    const at = connection.page === undefined ? {} : { page: connection.page() };
    const sentAt = serverClock.ticks();
    socket
      .timeout(ANSWER_WITHIN_MS)
      .emit(
        "join",
        { view: this.#view.name, params: this.#params, ...at },
        (error: Error | null, answer: JoinAnswer) => {
          if (this.#attempt !== attempt) return forget(answer);
          if (error) this.#join();
          else this.#answered(answer, sentAt);
        },
      );
  }

  #answered(answer: JoinAnswer, sentAt: number): void {
    if (!answer.ok) return this.#refuse(answer.code, answer.message);
    this.room = answer.room;
    serverClock.sample(sentAt, answer.serverTime);
    // Should the snapshot never be finished, the watch joins again.
    this.#watchAfter(ANSWER_WITHIN_MS);
  }

  #refuse(code: string, message: string): void {
    clearTimeout(this.#watch);
    this.room = null;
    this.#rows.clear();
    this.filled = false;
    this.state = "refused";
    this.refusal = { code, message };
    this.#draw();
  }

  #watchAfter(delayMs: number): void {
    clearTimeout(this.#watch);
    this.#watch = setTimeout(() => this.#compare(), delayMs);
  }

  #compare(): void {
    const socket = connection.socket;
    if (socket === null || this.room === null) return;
    if (this.#rows.gathering) return this.#join();
    const { room } = this;
    socket
      .timeout(ANSWER_WITHIN_MS)
      .emit("digest", { room }, (error: Error | null, server: Comparison["server"] | null) => {
        if (this.room !== room) return;
        if (error) return this.#watchAfter(ASK_AGAIN_MS);
        if (server === null) return this.#join();
        this.#judge(server);
      });
  }

  #judge(server: Comparison["server"]): void {
    this.#comparisons.push({ own: this.#rows.digest(), server });
    switch (verdict(this.#comparisons)) {
      case "fine":
        this.#comparisons = [];
        return this.#watchAfter(DIGEST_EVERY_MS);
      case "ask-again":
        return this.#watchAfter(ASK_AGAIN_MS);
      case "join-again":
        return this.#join();
    }
  }

  #draw(): void {
    if (this.#drawTimer !== undefined) return;
    const wait = Math.max(0, this.#drawnAt + DRAW_EVERY_MS - serverClock.ticks());
    this.#drawTimer = setTimeout(() => this.#drawNow(), wait);
  }

  #drawNow(): void {
    clearTimeout(this.#drawTimer);
    this.#drawTimer = undefined;
    this.#drawnAt = serverClock.ticks();
    this.rows = shownOf(this.#rows.rows);
  }
}

/** An answer that came after its view was closed: the room is left, unless another is in it. */
function forget(answer: JoinAnswer | undefined): void {
  if (answer?.ok) connection.leave(answer.room);
}

interface Shared {
  readonly view: LiveView;
  users: number;
}

/** The views in use by name and params: two panes that show one household share its room. */
const shared = new Map<string, Shared>();

function take(declared: View, params: unknown, key: string): LiveView {
  const held = shared.get(key);
  if (held) return held.view;
  const view = new LiveView(declared, params);
  shared.set(key, { view, users: 0 });
  return view;
}

/** A view that its last user let go of between drawing and this moment is put back in use. */
function hold(key: string, view: LiveView): () => void {
  const held = shared.get(key) ?? { view, users: 0 };
  shared.set(key, held);
  held.users += 1;
  if (held.users === 1) held.view.open();
  return () => {
    held.users -= 1;
    if (held.users > 0) return;
    held.view.close();
    if (shared.get(key) === held) shared.delete(key);
  };
}

/** Joins a view while the component lives; joins another when `params` answers other ones. */
export function useView<P, R extends LiveRow>(
  declared: View<P, R>,
  params: () => P | null,
): { readonly view: LiveView<P, R> | null } {
  // The text is what is depended upon: equal params do not join again.
  const wanted = $derived(params());
  const key = $derived(wanted === null ? null : JSON.stringify([declared.name, wanted]));
  const view = $derived(
    key === null ? null : (take(declared as View, wanted, key) as unknown as LiveView<P, R>),
  );
  $effect(() => {
    if (key === null || view === null) return;
    // What opening reads and writes is no reason to join again.
    return untrack(() => hold(key, view as unknown as LiveView));
  });
  return {
    get view() {
      return view;
    },
  };
}
