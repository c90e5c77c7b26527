import { serverClock } from "./server-clock.ts";

/** The time for templates: ticks every `everyMs`, only while a component uses it. */
export class Ticking {
  now = $state(serverClock.now());

  constructor(everyMs: number) {
    $effect(() => {
      this.now = serverClock.now();
      const timer = setInterval(() => (this.now = serverClock.now()), everyMs);
      return () => clearInterval(timer);
    });
  }
}
