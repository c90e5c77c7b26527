import type { Counter, Turn } from "@warmline/shared/hall/types.ts";
import {
  callNext,
  closeCounter,
  finish,
  noShow,
  openCounter,
  pauseCounter,
  recall,
  serveTurn,
  undoFinish,
} from "@warmline/shared/wire/hall.ts";

/** The commands of a counter that need nothing but the counter. */
export const counterCommands = {
  callNext,
  recall,
  serveTurn,
  noShow,
  finish,
  undoFinish,
  pauseCounter,
  openCounter,
  closeCounter,
} as const;
export type CounterCommand = keyof typeof counterCommands;

export const COUNTER_KEYS: Readonly<Record<CounterCommand | "transfer", string>> = {
  callNext: "c",
  recall: "r",
  serveTurn: "s",
  noShow: "x",
  transfer: "t",
  finish: "f",
  undoFinish: "z",
  pauseCounter: "b",
  openCounter: "o",
  closeCounter: "q",
};

/** What a counter can do as it stands; the server decides again. */
export function possible(
  command: CounterCommand | "transfer",
  { state, lastTurnId }: Pick<Counter, "state" | "lastTurnId">,
  turn: Pick<Turn, "state"> | undefined,
): boolean {
  switch (command) {
    case "callNext":
    case "pauseCounter":
      return state === "open" && turn === undefined;
    case "openCounter":
      return state === "paused" && turn === undefined;
    case "closeCounter":
      return turn === undefined;
    case "undoFinish":
      return turn === undefined && lastTurnId !== undefined;
    case "recall":
    case "serveTurn":
    case "noShow":
      return turn?.state === "called";
    case "finish":
    case "transfer":
      return turn !== undefined;
  }
}
