import type { JoinAnswer, ServerEvents, ViewName, Views } from "@warmline/shared/wire/live.ts";
import { serverClock } from "../clock.svelte.ts";
import { connection, type Joined } from "./connection.svelte.ts";
import { verdict, type Comparison } from "./digest.ts";
import { LiveRows, type RowChange } from "./rows.ts";

export type ViewState = "joining" | "live" | "offline" | "refused";

const DIGEST_EVERY_MS = 30_000;
const ASK_AGAIN_MS = 1_500;
const ANSWER_WITHIN_MS = 10_000;
/** Screens are drawn at most this often, however many changes come. */
const DRAW_EVERY_MS = 30;

let joins = 0;

/**
 * One live view as a screen sees it. `rows` follows the server; `state` says whether they may be
 * trusted at the moment: what is shown while offline is what was last known.
 */
export class LiveView<V extends ViewName> implements Joined {
  id = "";
  state = $state<ViewState>("joining");
  /** Whether a whole snapshot has ever been shown. */
  filled = $state(false);
  refusal = $state<{ code: string; message: string } | null>(null);
  readonly #name: V;
  readonly #params: Views[V]["params"];
  readonly #rows = new LiveRows<Views[V]["row"]>();
  #drawn = $state(0);
  #drawTimer: ReturnType<typeof setTimeout> | undefined;
  #drawnAt = 0;
  #watch: ReturnType<typeof setTimeout> | undefined;
  #comparisons: Comparison[] = [];

  constructor(name: V, params: Views[V]["params"]) {
    this.#name = name;
    this.#params = params;
  }

  open(): void {
    connection.add(this);
  }

  close(): void {
    clearTimeout(this.#watch);
    clearTimeout(this.#drawTimer);
    connection.remove(this);
  }

  get rows(): ReadonlyMap<string, Views[V]["row"]> {
    void this.#drawn;
    return this.#rows.rows;
  }

  /** Whether what is shown is known to be current: drafts made on it may be sent. */
  get synced(): boolean {
    return this.state === "live";
  }

  connected(): void {
    this.#join();
  }

  disconnected(): void {
    clearTimeout(this.#watch);
    if (this.state !== "refused") this.state = "offline";
  }

  snapshot(part: Parameters<ServerEvents["snapshot"]>[0]): void {
    if (!this.#rows.part(part.rows as Views[V]["row"][], part.last)) return;
    this.state = "live";
    this.filled = true;
    this.#draw();
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
    joins += 1;
    const id = `j${joins}`;
    this.id = id;
    this.state = this.filled ? "offline" : "joining";
    this.refusal = null;
    this.#comparisons = [];
    this.#rows.begin();
    const sentAt = Date.now();
    socket
      .timeout(ANSWER_WITHIN_MS)
      .emit(
        "join",
        { join: id, view: this.#name, params: this.#params },
        (error: Error | null, answer: JoinAnswer) => {
          if (this.id !== id) return;
          if (error) this.#join();
          else this.#answered(answer, sentAt);
        },
      );
  }

  #answered(answer: JoinAnswer, sentAt: number): void {
    if (!answer.ok) return this.#refuse(answer.code, answer.message);
    serverClock.sample(sentAt, answer.serverTime);
    // Should the snapshot never be finished, the watch joins again.
    if (this.#rows.gathering) this.#watchAfter(ANSWER_WITHIN_MS);
  }

  #refuse(code: string, message: string): void {
    clearTimeout(this.#watch);
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
    if (socket === null) return;
    if (this.#rows.gathering) return this.#join();
    const id = this.id;
    socket
      .timeout(ANSWER_WITHIN_MS)
      .emit("digest", { join: id }, (error: Error | null, server: Comparison["server"] | null) => {
        if (this.id !== id) return;
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
    const wait = Math.max(0, this.#drawnAt + DRAW_EVERY_MS - Date.now());
    this.#drawTimer = setTimeout(() => {
      this.#drawTimer = undefined;
      this.#drawnAt = Date.now();
      this.#drawn += 1;
    }, wait);
  }
}

/** Joins a view while the component lives; joins anew when `params` answers others. */
export function useView<V extends ViewName>(
  name: V,
  params: () => Views[V]["params"] | null,
): { readonly view: LiveView<V> | null } {
  // The text is what is depended upon: equal params do not join again.
  const wanted = $derived(JSON.stringify(params()));
  const view = $derived(
    wanted === "null" ? null : new LiveView(name, JSON.parse(wanted) as Views[V]["params"]),
  );
  $effect(() => {
    const joined = view;
    joined?.open();
    return () => joined?.close();
  });
  return {
    get view() {
      return view;
    },
  };
}
