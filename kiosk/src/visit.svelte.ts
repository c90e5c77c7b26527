import type { Component } from "svelte";
import type { Endpoint, OutputOf, Schema } from "@warmline/shared/api/endpoint.ts";
import type { Answer, Asked } from "@warmline/shared/client/call.ts";
import { newKey } from "@warmline/shared/client/key.ts";
import type { Slip } from "@warmline/shared/hall/rows.ts";
import type { KioskLookup } from "@warmline/shared/kiosk/api.ts";
import type { Language } from "@warmline/shared/messages/format.ts";
import { call } from "./call.ts";
import { chooseLanguage } from "./messages.svelte.ts";
import { NumberKeys } from "./number-keys.ts";
import { ReportDraft } from "./report-draft.svelte.ts";

/**
 * 一次办理: all that one resident gives and gets here, from the first touch until they leave. Its end
 * wipes it; an answer that comes later is thrown away.
 */
export class Visit {
  /** Told to the server with proofs and numbers, which hold in one visit alone. */
  readonly id = newKey();
  /** What stands here; null for the first screen, with its tiles. */
  screen = $state.raw<Component | null>(null);
  /** The household that this resident has proven to know: they are signed in. */
  proven = $state.raw<KioskLookup | null>(null);
  /** The number that was taken; it stands in place of any screen until the visit ends. */
  slip = $state.raw<Slip | null>(null);
  /** What goes to the printer, as SVG. */
  paper = $state("");
  large = $state(false);
  /** A result stands on the screen: shorter patience, as it is about somebody. */
  result = $state(false);
  draft = new ReportDraft(this);
  readonly numbers = new NumberKeys();
  #earlier: Component[] = [];
  readonly #ending = new AbortController();

  get over(): boolean {
    return this.#ending.signal.aborted;
  }

  /** Nothing personal is shown. */
  get pristine(): boolean {
    return this.screen === null && this.proven === null && this.slip === null;
  }

  /** A call of this resident's. Null: the visit is over, and the answer is nobody's. */
  async ask<P extends Schema, Q extends Schema, B extends Schema, A extends Schema>(
    endpoint: Endpoint<P, Q, B, A>,
    asked: Asked<P, Q, B>,
  ): Promise<Answer<OutputOf<A>> | null> {
    const answer = await call(endpoint, { ...asked, signal: this.#ending.signal });
    return this.over ? null : answer;
  }

  go(screen: Component): void {
    if (this.screen !== null) this.#earlier.push(this.screen);
    this.#show(screen);
  }

  /** One screen back. Answers false where that would leave the visit. */
  back(): boolean {
    const earlier = this.#earlier.pop() ?? null;
    // A number whose outcome is unknown keeps the visit: whoever tries again gets the same one.
    if (earlier === null && !(this.numbers.unsettled && this.proven === null)) return false;
    this.#show(earlier);
    if (earlier === null) this.draft = new ReportDraft(this);
    return true;
  }

  setLarge(large: boolean): void {
    this.large = large;
    document.documentElement.dataset["size"] = large ? "large" : "normal";
  }

  speak(language: Language): void {
    chooseLanguage(language);
  }

  /** Also empties itself: something may still hold this visit, such as a call under way. */
  end(): void {
    this.#ending.abort();
    this.#earlier = [];
    this.screen = null;
    this.proven = null;
    this.slip = null;
    this.paper = "";
    this.draft = new ReportDraft(this);
  }

  #show(screen: Component | null): void {
    this.screen = screen;
    this.result = false;
  }
}

/** The visit of whoever stands here now. */
class Visits {
  current = $state.raw(new Visit());
  readonly #onEnd: (() => void)[] = [];

  whenEnded(handler: () => void): void {
    this.#onEnd.push(handler);
  }

  /** One screen back; from the first one that is leaving. */
  back(): void {
    if (!this.current.back()) this.end();
  }

  /** Leaving is wiping: the next one finds the first screen, in Chinese and normal type. */
  end(): void {
    this.current.end();
    this.current = new Visit();
    this.current.setLarge(false);
    this.current.speak("zh");
    for (const handler of this.#onEnd) handler();
  }
}

export const visits = new Visits();
