import {
  phoneEndpoints,
  type PhoneCall,
  type PhoneEvent,
} from "@warmline/shared/demo/phone-api.ts";
import { call, mayBeDone, type Answer, type Refused } from "../call.ts";
import { Aloud } from "./aloud.svelte.ts";

/** Nobody is hurried who still reads or hears what was said. */
const READING_MS_PER_CHARACTER = 250;

/** So often it is asked what happened meanwhile: somebody speaks, or one is led elsewhere. */
const LOOK_MS = 1_000;

/** So often it is asked whether it rings. */
const RINGING_MS = 2_000;

/** One telephone in somebody's hand: keys are gathered here and sent as the line wants them. */
export class Phone {
  call = $state.raw<PhoneCall | null>(null);
  digits = $state("");
  busy = $state(false);
  refusal = $state.raw<Refused | null>(null);
  /** The hotline rings back. */
  rings = $state(false);
  readonly aloud = new Aloud();
  readonly talking = $derived(this.call !== null && !this.call.over);
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Of several that are under way the answer to the last one counts. */
  #asked = 0;
  /** When whoever says nothing is taken to be silent, by this page's own clock. */
  #silentAt = 0;

  async dial(caller: string): Promise<void> {
    this.call = null;
    await this.#ask(() => call(phoneEndpoints.dial, { body: { caller } }));
  }

  /** Asks now and then whether it rings, until the answer is called. */
  hold(caller: string): () => void {
    const ask = async () => {
      const answer = await call(phoneEndpoints.ringing, { query: { caller } });
      this.rings = answer.ok && answer.value.rings;
    };
    void ask();
    const timer = setInterval(() => void ask(), RINGING_MS);
    return () => {
      clearInterval(timer);
      this.rings = false;
    };
  }

  async pickUp(caller: string): Promise<void> {
    this.call = null;
    await this.#ask(() => call(phoneEndpoints.pickUp, { body: { caller } }));
  }

  async reject(caller: string): Promise<void> {
    this.rings = false;
    await call(phoneEndpoints.reject, { body: { caller } });
  }

  press(key: string): void {
    const listens = this.call?.listens;
    if (!listens) return;
    this.aloud.stop();
    this.digits += key;
    const done = key === listens.endKey || this.digits.length === listens.digits;
    if (done) void this.#tell({ event: "keys", text: this.digits });
    else this.#wait(listens.silenceSeconds * 1_000, { event: "keys", text: this.digits });
  }

  say(text: string): Promise<void> {
    return this.#tell({ event: "said", text });
  }

  hangUp(): Promise<void> {
    return this.#tell({ event: "hang-up" });
  }

  /** The page is left: nothing more is told of itself. */
  leave(): void {
    clearTimeout(this.#timer);
    this.aloud.stop();
  }

  async #tell(body: PhoneEvent): Promise<void> {
    const { call: open } = this;
    if (open === null) return;
    if (body.event !== "silence" && body.event !== "listen") this.aloud.stop();
    const ask = () => call(phoneEndpoints.phoneEvent, { params: { id: open.id }, body });
    await (body.event === "listen" ? this.#take(ask) : this.#ask(ask));
  }

  async #ask(ask: () => Promise<Answer<PhoneCall>>): Promise<void> {
    clearTimeout(this.#timer);
    this.digits = "";
    this.busy = true;
    await this.#take(ask);
    this.busy = false;
  }

  async #take(ask: () => Promise<Answer<PhoneCall>>): Promise<void> {
    const asked = (this.#asked += 1);
    const heardBefore = this.call?.heard.length ?? 0;
    const answer = await ask();
    if (asked !== this.#asked) return;
    this.refusal = answer.ok ? null : answer;
    if (!answer.ok) {
      // The call goes on though the network failed: what was said meanwhile is asked again.
      if (this.talking && mayBeDone(answer)) this.#wait(LOOK_MS, { event: "listen" });
      return;
    }
    const now = answer.value;
    this.call = now;
    const fresh = now.heard.slice(heardBefore).filter(({ by }) => by === "hotline");
    for (const { text, language } of fresh) this.aloud.say(text, language);
    this.#listen(now, fresh.map(({ text }) => text).join(""));
  }

  #listen({ listens, pauseSeconds, over, talks }: PhoneCall, said: string): void {
    // Keys that were pressed meanwhile are on their way.
    if (over || this.digits !== "") return;
    // No silence: who is led out of the talk meanwhile is asked something, and has not heard it.
    if (talks) return this.#wait(LOOK_MS, { event: "listen" });
    if (said !== "" || this.#silentAt < performance.now()) {
      const reading = said.length * READING_MS_PER_CHARACTER;
      const seconds = listens?.silenceSeconds ?? pauseSeconds ?? 0;
      this.#silentAt = performance.now() + reading + seconds * 1_000;
    }
    const left = this.#silentAt - performance.now();
    if (left > LOOK_MS) this.#wait(LOOK_MS, { event: "listen" });
    else this.#wait(left, { event: "silence" });
  }

  #wait(milliseconds: number, then: PhoneEvent): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#tell(then), milliseconds);
  }
}
