import type { Component } from "svelte";
import type { KioskLookup } from "@warmline/shared/kiosk/api.ts";
import { chooseLanguage } from "./messages.svelte.ts";

/** One resident's visit: nothing of it outlives `wipe`. */
class Session {
  /** What stands here; null for the first screen, with its tiles. */
  screen = $state<Component | null>(null);
  /** The household that this resident has proven to know. */
  proven = $state<KioskLookup | null>(null);
  large = $state(false);
  /** A result stands on the screen: shorter patience, as it is about somebody. */
  result = $state(false);
  /** Rises with each visit; screens are made anew by it. */
  visit = $state(0);

  go(screen: Component | null): void {
    this.screen = screen;
    this.result = false;
  }

  setLarge(large: boolean): void {
    this.large = large;
    document.documentElement.dataset["size"] = large ? "large" : "normal";
  }

  /** The grant ended: whoever wants more confirms again. */
  forgetProven(): void {
    this.proven = null;
  }

  wipe(): void {
    this.go(null);
    this.proven = null;
    this.setLarge(false);
    chooseLanguage("zh");
    this.visit += 1;
  }

  get pristine(): boolean {
    return this.screen === null && this.proven === null;
  }
}

export const session = new Session();
