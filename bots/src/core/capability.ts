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
  /** Signs of a long text that are told at once; left out: all of it. */
  readonly textMax?: number;
  /**
   * 欢迎语: whoever opens the chat is greeted before they write, within so long and counting against
   * nothing; left out: nobody is written to first.
   */
  readonly welcomeWithinMs?: number;
  /** 绑定: whoever is there is known again, so that households they have proven stay theirs. */
  readonly binds?: true;
  /** How much may be sent once they did something; left out: as much as there is to say. */
  readonly quota?: Readonly<Record<"word" | "click", Allowance>>;
}

/** So many messages, for so long. */
export interface Allowance {
  readonly messages: number;
  readonly withinMs: number;
}

export const TELEPHONE: Capability = {
  turn: "spoken",
  keys: true,
  choicesMax: 8,
  proactive: true,
  pictures: false,
  replyWithinMs: 10_000,
};

/** 公众号, by WeChat's own limits: five messages in 48 h of a word, three in a minute of a click. */
export const OFFICIAL_ACCOUNT: Capability = {
  turn: "typed",
  keys: false,
  choicesMax: 8,
  proactive: false,
  pictures: true,
  replyWithinMs: 5_000,
  // With what stands around it, still one message of 2,048 bytes.
  textMax: 450,
  binds: true,
  quota: {
    word: { messages: 5, withinMs: 48 * 3_600_000 },
    click: { messages: 3, withinMs: 60_000 },
  },
};

/** 微信客服: five messages in 48 h of each word of theirs, and no menu to click. */
export const CUSTOMER_SERVICE: Capability = {
  ...OFFICIAL_ACCOUNT,
  welcomeWithinMs: 20_000,
  quota: {
    word: { messages: 5, withinMs: 48 * 3_600_000 },
    click: { messages: 0, withinMs: 0 },
  },
};

/** 个人号, by a gateway of Wechaty's: nothing is counted, and nobody follows. For tests and trials. */
export const PERSONAL_ACCOUNT: Capability = {
  turn: "typed",
  keys: false,
  choicesMax: 8,
  proactive: true,
  pictures: true,
  replyWithinMs: 60_000,
  textMax: 450,
  binds: true,
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
