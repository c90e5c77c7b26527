import type { Instant } from "@warmline/shared/kernel/time.ts";

/** What a channel can do: a conversation is decided by this, never by the channel's name. */
export interface Capability {
  /** Whether what is said is heard or read: numbers are told accordingly, menus listed shorter. */
  readonly turn: "spoken" | "typed";
  /** Digits come as keys, the last of several followed by `#`. */
  readonly keys: boolean;
  /** Of how many things one may be asked to choose at once. */
  readonly choicesMax: number;
  /** Somebody can be told later, without asking. */
  readonly proactive: boolean;
  readonly pictures: boolean;
  readonly replyWithinMs: number;
}

export const TELEPHONE: Capability = {
  turn: "spoken",
  keys: true,
  choicesMax: 8,
  proactive: true,
  pictures: false,
  replyWithinMs: 10_000,
};

/** What is true around a turn; read by whoever runs it. */
export interface Facts {
  readonly at: Instant;
  /** Within working hours, and whether the day is a holiday. */
  readonly open: boolean;
  readonly holiday: boolean;
  /** 区号 of the city, `0352`, where it is set. */
  readonly areaCode?: string | undefined;
  readonly capability: Capability;
}
