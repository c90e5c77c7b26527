import { connection } from "@warmline/shared/client/live/connection.svelte.ts";
import { serverClock } from "@warmline/shared/client/server-clock.ts";
import { untilReload } from "./nightly.ts";

const RELOAD_SPREAD_MS = 20 * 60_000;
const TIME_EVERY_MS = 5 * 60_000;
const SHIFT_EVERY_MS = 60_000;
const SHIFTS = [
  [0, 0],
  [6, 2],
  [2, 6],
  [-4, 4],
  [-6, -2],
  [-2, -6],
  [4, -4],
] as const;

/** What a screen needs that nobody touches for months; in effect while the component lives. */
export class AlwaysOn {
  /** Pixels by which the picture stands aside at the moment, against burn-in. */
  shift = $state.raw<readonly [number, number]>(SHIFTS[0]);

  constructor() {
    $effect(() => this.#shiftPicture());
    $effect(() => this.#reloadNightly());
    $effect(() => this.#askTime());
    $effect(() => keepAwake());
  }

  #shiftPicture(): () => void {
    let step = 0;
    const timer = setInterval(() => {
      step = (step + 1) % SHIFTS.length;
      this.shift = SHIFTS[step] ?? SHIFTS[0];
    }, SHIFT_EVERY_MS);
    return () => clearInterval(timer);
  }

  /** A new version arrives by night; without a network the page that runs is worth more. */
  #reloadNightly(): () => void {
    let timer: ReturnType<typeof setTimeout>;
    const plan = () => {
      const wait = untilReload(serverClock.now()) + Math.random() * RELOAD_SPREAD_MS;
      timer = setTimeout(() => (connection.socket ? location.reload() : plan()), wait);
    };
    plan();
    return () => clearTimeout(timer);
  }

  #askTime(): () => void {
    const ask = () => {
      const sentAt = serverClock.ticks();
      connection.socket?.emit("time", (time) => serverClock.sample(sentAt, time));
    };
    const timer = setInterval(ask, TIME_EVERY_MS);
    return () => clearInterval(timer);
  }
}

/** The browser gives the lock back whenever the page is hidden, so it is asked for again. */
function keepAwake(): () => void {
  const ask = () => {
    if (document.visibilityState !== "visible" || !("wakeLock" in navigator)) return;
    navigator.wakeLock.request("screen").catch(() => undefined);
  };
  ask();
  document.addEventListener("visibilitychange", ask);
  return () => document.removeEventListener("visibilitychange", ask);
}
