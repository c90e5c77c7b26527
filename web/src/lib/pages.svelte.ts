import { untilAnswered } from "@warmline/shared/client/until-answered.ts";
import type { Answer, Refused } from "./call.ts";

/** What an endpoint that answers page by page says: `next` is where the next page begins. */
interface Page {
  readonly rows: readonly unknown[];
  readonly next: string | null;
}

/** One whose rows are about subjects: it says what each is called. */
interface NamedPage extends Page {
  readonly names: readonly { readonly subject: string }[];
}

type Ask<Q, P> = (
  query: Q & { readonly after?: string },
  signal: AbortSignal,
) => Promise<Answer<P>>;

/** Answers of such an endpoint, from the newest rows on: read anew from the top, or one more. */
export class Pages<Q extends object, P extends Page> {
  /** Null: not known yet. */
  read = $state.raw<readonly P[] | null>(null);
  /** Of all pages read, newest first; null: not known yet. */
  readonly rows = $derived<readonly P["rows"][number][] | null>(
    this.read?.flatMap(({ rows }) => rows) ?? null,
  );
  busy = $state(false);
  refusal = $state.raw<Refused | null>(null);
  readonly next = $derived(this.read?.at(-1)?.next ?? null);
  readonly #ask: Ask<Q, P>;
  #query: Q | undefined;
  #stop = new AbortController();

  constructor(ask: Ask<Q, P>) {
    this.#ask = ask;
  }

  /** Reads anew from the top; answers how to stop. */
  follow(query: Q): () => void {
    this.#query = query;
    const stop = new AbortController();
    this.#stop = stop;
    const finish = untilAnswered(() => this.#read(query, [], stop.signal));
    return () => {
      finish();
      stop.abort();
    };
  }

  async more(): Promise<void> {
    if (this.next === null || this.busy || this.#query === undefined) return;
    const query = { ...this.#query, after: this.next };
    await this.#read(query, this.read ?? [], this.#stop.signal);
  }

  async #read(
    query: Q & { readonly after?: string },
    before: readonly P[],
    signal: AbortSignal,
  ): Promise<Answer<P>> {
    this.busy = true;
    const answer = await this.#ask(query, signal);
    if (signal.aborted) return answer;
    this.busy = false;
    this.refusal = answer.ok ? null : answer;
    if (answer.ok) this.read = [...before, answer.value];
    return answer;
  }
}

/** Answers that say what the subjects of their rows are called. */
export class NamedPages<Q extends object, P extends NamedPage> extends Pages<Q, P> {
  /** By subject. */
  readonly names = $derived<ReadonlyMap<string, P["names"][number]>>(
    new Map((this.read ?? []).flatMap(({ names }) => names.map((one) => [one.subject, one]))),
  );
}
