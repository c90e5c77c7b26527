import type { Counter, QueueTicket } from "@warmline/shared/hall/model.ts";
import {
  callNext,
  closeCounter,
  finish,
  noShow,
  openCounter,
  pauseCounter,
  recall,
  serveTicket,
  undoFinish,
} from "@warmline/shared/hall/counter-api.ts";

/** The commands of a counter that need nothing but the counter. */
export const counterCommands = {
  callNext,
  recall,
  serveTicket,
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
  serveTicket: "s",
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
  { state, lastTicketId }: Pick<Counter, "state" | "lastTicketId">,
  ticket: Pick<QueueTicket, "state"> | undefined,
): boolean {
  switch (command) {
    case "callNext":
    case "pauseCounter":
      return state === "open" && ticket === undefined;
    case "openCounter":
      return state === "paused" && ticket === undefined;
    case "closeCounter":
      return ticket === undefined;
    case "undoFinish":
      return ticket === undefined && lastTicketId !== undefined;
    case "recall":
    case "serveTicket":
    case "noShow":
      return ticket?.state === "called";
    case "finish":
    case "transfer":
      return ticket !== undefined;
  }
}
