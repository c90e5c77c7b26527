import type { Endpoint, OutputOf, Schema } from "../api/endpoint.ts";
import { address, refused, type Answer, type Asked, type Call, type Loose } from "./call.ts";
import type { Refused } from "./call.ts";
import { newKey } from "./key.ts";
import { refusalText } from "./language.svelte.ts";
import { serverClock } from "./server-clock.ts";
import { interruptedActs, keepActs, sameAct, type Act } from "./open-acts.ts";

/** Between one attempt to learn what came of an act and the next. */
const PAUSES_MS = [1_000, 2_000, 4_000, 8_000, 15_000];

/** Said before anything is looked up: of a repeat they say nothing about the first attempt. */
const SILENT = new Set([
  "not-signed-in",
  "another-person",
  "forbidden",
  "too-many-requests",
  "busy",
  "unavailable",
]);

/** Asking at once again would be answered the same: somebody has to do something first. */
const FOR_SOMEBODY = new Set(["not-signed-in", "another-person", "forbidden", "internal"]);

interface ActsSettings {
  readonly call: Call;
  /** Of this tab: what is open outlives a reload there. */
  readonly storage: () => Pick<Storage, "getItem" | "setItem">;
  /** What had to be asked for is known now, whether or not whoever sent it still waits. */
  readonly settled?: (act: Act, answer: Answer<unknown>) => void;
  readonly pausesMs?: readonly number[];
}

/**
 * Everything keyed that a person does. While it is open what came of it, an act keeps its key: the
 * same again is the same act, and it is asked for under its key until an answer says what became
 * of it. Never is it said that nothing happened unless the server says so.
 */
export class Acts {
  /** Of everyone who used this tab; the newest last. */
  #all = $state.raw<readonly Act[]>([]);
  person = $state<string | null>(null);
  readonly #running = new Map<string, Promise<Answer<unknown>>>();
  readonly #settings: ActsSettings;

  constructor(settings: ActsSettings) {
    this.#settings = settings;
  }

  /** Those of the person whom the page shows that have no answer yet. */
  get open(): readonly Act[] {
    return this.#all.filter(({ person, phase }) => person === this.person && phase !== "sent");
  }

  /** Whether an answer is being asked for again at this moment. */
  get asking(): boolean {
    return this.open.some(({ phase }) => phase === "asking");
  }

  /** The page shows this person from now on, or nobody. */
  of(person: string | null): void {
    const { storage } = this.#settings;
    const known = new Set(this.#all.map(({ key }) => key));
    const found = interruptedActs(storage(), serverClock.now()).filter(
      ({ key }) => !known.has(key),
    );
    this.#all = [...found, ...this.#all];
    this.person = person;
  }

  /** Answers what came of it, or `not-known-yet`, or `earlier-unknown` when it was not sent. */
  async send<P extends Schema, Q extends Schema, B extends Schema, A extends Schema>(
    endpoint: Endpoint<P, Q, B, A>,
    asked: Asked<P, Q, B>,
  ): Promise<Answer<OutputOf<A>>> {
    const { body = {}, key = newKey(), ...given } = asked as Loose;
    const path = address(endpoint.path, given);
    const person = this.person ?? "";
    const mine = this.#all.filter((one) => one.person === person && one.path === path);
    const again = mine.find((one) => sameAct(one, { path, body }));
    const records = endpoint.params ? [path] : (endpoint.about?.(body as never) ?? []);
    const unknown = mine.filter(({ phase }) => phase !== "sent").flatMap((one) => one.records);
    if (again === undefined && unknown.some((record) => records.includes(record))) {
      return refused(0, "earlier-unknown", refusalText("earlier-unknown"));
    }
    const { name } = endpoint;
    const act = again ?? {
      key,
      name,
      path,
      body,
      records,
      person,
      sentAt: serverClock.now(),
      phase: "sent",
    };
    return this.ask(act) as Promise<Answer<OutputOf<A>>>;
  }

  /** Sends the act, or asks again what came of it. */
  ask(act: Act): Promise<Answer<unknown>> {
    const running = this.#running.get(act.key);
    if (running !== undefined) return running;
    const asking = this.#carry(act).finally(() => this.#running.delete(act.key));
    this.#running.set(act.key, asking);
    return asking;
  }

  /** The person has looked it up elsewhere. */
  forget({ key }: Act): void {
    this.#keep(this.#all.filter((one) => one.key !== key));
  }

  async #carry(act: Act): Promise<Answer<unknown>> {
    let repeat = act.phase === "unknown";
    this.#put({ ...act, phase: repeat ? "asking" : "sent" });
    let answer = await this.#attempt(act);
    for (const pause of this.#settings.pausesMs ?? PAUSES_MS) {
      if (!saysNothing(answer, repeat) || FOR_SOMEBODY.has(answer.code)) break;
      repeat = true;
      this.#put({ ...act, phase: "asking" });
      await new Promise((later) => setTimeout(later, pause));
      // Another person's page asks nothing in this one's name.
      if (this.person !== act.person) break;
      answer = await this.#attempt(act);
    }
    if (saysNothing(answer, repeat)) {
      this.#put({ ...act, phase: "unknown" });
      return refused(0, "not-known-yet", refusalText("not-known-yet"));
    }
    this.forget(act);
    if (repeat) this.#settings.settled?.(act, answer);
    return answer;
  }

  #attempt({ name, path, body, key }: Act): Promise<Answer<unknown>> {
    const endpoint = { name, path, method: "post" } as Endpoint;
    return this.#settings.call(endpoint, { body, key } as never);
  }

  #put(act: Act): void {
    const others = this.#all.filter(({ key }) => key !== act.key);
    this.#keep([...others, act].toSorted((one, other) => one.sentAt - other.sentAt));
  }

  #keep(acts: readonly Act[]): void {
    this.#all = acts;
    keepActs(this.#settings.storage(), acts);
  }
}

function saysNothing(answer: Answer<unknown>, repeat: boolean): answer is Refused {
  if (answer.ok) return false;
  const { status, code } = answer;
  if (SILENT.has(code)) return repeat;
  return status === 0 || status >= 500;
}
