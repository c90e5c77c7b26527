import { randomInt } from "node:crypto";
import { makeMediaStore } from "./media-store.ts";
import { tell, type OfficialDoor } from "./post.ts";

/** What stands in somebody's chat. */
export interface Shown {
  readonly by: "resident" | "account";
  readonly at: number;
  readonly text: string;
}

/** 模拟公众号: WeChat's side of it, with the chats of those who follow. */
export interface Official {
  /** Answers once it was told, or given up. Whether it was taken. */
  say(userId: string, text: string, id?: string): Promise<boolean>;
  /** An entry of the account's menu. */
  click(userId: string, key: string): Promise<boolean>;
  /** Kept for the account to fetch. */
  picture(userId: string, content: Uint8Array): Promise<boolean>;
  /** 语音, as it was recognised; empty: it was not. */
  voice(userId: string, content: Uint8Array, recognition?: string): Promise<boolean>;
  /** 临时素材; null: there is none of that id any more. */
  mediaOf(mediaId: string): Uint8Array | null;
  follow(userId: string): Promise<boolean>;
  leave(userId: string): Promise<boolean>;
  /** The oldest first. */
  chatOf(userId: string): Chatting;
  /** 客服消息: what the account sends somebody; the platform's code, 0 where it was taken. */
  deliver(userId: string, text: string): number;
  /** 客服输入状态; the platform's code, 0 where it is shown. */
  typing(userId: string): number;
}

export interface Chatting {
  readonly followed: boolean;
  /** 对方正在输入. */
  readonly typing: boolean;
  readonly shown: readonly Shown[];
}

interface Kept {
  followed: boolean;
  /** Until when it is shown, unless something is said before. */
  typingUntil: number;
  /** When they last wrote. */
  wordAt: number;
  readonly shown: Shown[];
  /** What the account may send, by what they did last of each kind. */
  may: Readonly<Partial<Record<Deed, { readonly left: number; readonly until: number }>>>;
}

/** By WeChat's own count, which knows nothing of ours. */
const ALLOWED = {
  click: { left: 3, forMs: 60_000 },
  word: { left: 5, forMs: 48 * 3_600_000 },
} as const;
type Deed = keyof typeof ALLOWED;

/** Chats that are forgotten must not fill the memory. */
const CHATS_MAX = 1_000;
const SHOWN_MAX = 200;

/** Its chats are in the memory of this process, as they are of a demo. */
export function makeOfficial(on: OfficialDoor): Official {
  const { clock } = on;
  const kept = new Map<string, Kept>();
  const media = makeMediaStore(messageId);
  const keptOf = (userId: string): Kept => {
    const known = kept.get(userId) ?? newChat();
    kept.delete(userId);
    kept.set(userId, known);
    const [oldest] = kept.keys();
    if (kept.size > CHATS_MAX && oldest !== undefined) kept.delete(oldest);
    return known;
  };
  const show = ({ shown }: Kept, by: Shown["by"], text: string) => {
    shown.push({ by, at: clock.now(), text });
    if (shown.length > SHOWN_MAX) shown.shift();
  };
  const send = (userId: string, fields: Record<string, string | number>) =>
    tell(on, { FromUserName: userId, CreateTime: Math.floor(clock.now() / 1_000), ...fields });
  const deed = (userId: string, kind: Deed): Kept => {
    const chat = keptOf(userId);
    const { left, forMs } = ALLOWED[kind];
    chat.may = { ...chat.may, [kind]: { left, until: clock.now() + forMs } };
    if (kind === "word") chat.wordAt = clock.now();
    return chat;
  };
  /** A message: who sends one follows. */
  const sends = (userId: string, shown: string, fields: Record<string, string>) => {
    const chat = deed(userId, "word");
    chat.followed = true;
    show(chat, "resident", shown);
    return send(userId, { MsgId: messageId(), ...fields });
  };
  return {
    say: (userId, text, id = messageId()) =>
      sends(userId, text, { MsgType: "text", Content: text, MsgId: id }),
    click(userId, key) {
      show(deed(userId, "click"), "resident", key);
      return send(userId, { MsgType: "event", Event: "CLICK", EventKey: key });
    },
    picture(userId, content) {
      const PicUrl = "http://mmbiz.qpic.cn/simulated";
      return sends(userId, "[图片]", { MsgType: "image", PicUrl, MediaId: media.keep(content) });
    },
    voice(userId, content, Recognition = "") {
      const fields = { MsgType: "voice", Format: "amr", MediaId: media.keep(content) };
      return sends(userId, `[语音] ${Recognition}`, { ...fields, Recognition });
    },
    mediaOf: media.get,
    follow(userId) {
      deed(userId, "click").followed = true;
      return send(userId, { MsgType: "event", Event: "subscribe", EventKey: "" });
    },
    leave(userId) {
      const chat = keptOf(userId);
      chat.followed = false;
      chat.may = {};
      return send(userId, { MsgType: "event", Event: "unsubscribe", EventKey: "" });
    },
    chatOf: (userId) => shownOf(keptOf(userId), clock.now()),
    typing: (userId) => typed(kept.get(userId), clock.now()),
    deliver(userId, text) {
      const chat = kept.get(userId);
      const code = chat === undefined ? NOT_FOLLOWED : taken(chat, text, clock.now());
      if (chat !== undefined && code === 0) show(chat, "account", text);
      return code;
    },
  };
}

function shownOf({ followed, shown, typingUntil }: Kept, now: number): Chatting {
  return { followed, shown, typing: typingUntil > now };
}

/** Shows it; the platform's code for why it does not. */
function typed(chat: Kept | undefined, now: number): number {
  if (chat === undefined || !chat.followed) return NOT_FOLLOWED;
  if (now - chat.wordAt > TYPING_AFTER_MS) return NO_WORD_LATELY;
  if (chat.typingUntil > now) return TYPING_ALREADY;
  chat.typingUntil = now + TYPING_MS;
  return 0;
}

/** Counts it as sent; the platform's code for why it is not. */
function taken(chat: Kept, text: string, now: number): number {
  if (!chat.followed) return NOT_FOLLOWED;
  if (Buffer.byteLength(text) > BYTES_MAX) return TOO_LONG;
  const open = (["click", "word"] as const).filter((one) => (chat.may[one]?.until ?? 0) > now);
  const first = open.find((one) => (chat.may[one]?.left ?? 0) > 0);
  if (first === undefined) return open.length === 0 ? NO_WINDOW : TOO_MANY;
  chat.typingUntil = 0;
  const { left, until } = chat.may[first]!;
  chat.may = { ...chat.may, [first]: { left: left - 1, until } };
  return 0;
}

const BYTES_MAX = 2_048;
/** What the real one calls these. */
const NOT_FOLLOWED = 43004;
const NO_WINDOW = 45015;
const TOO_MANY = 45047;
const TOO_LONG = 45002;
const NO_WORD_LATELY = 45080;
const TYPING_ALREADY = 45081;
const TYPING_AFTER_MS = 30_000;
const TYPING_MS = 15_000;

function newChat(): Kept {
  return { followed: false, typingUntil: 0, wordAt: -TYPING_AFTER_MS, shown: [], may: {} };
}

/** Longer than a number holds exactly, as the real ones are. */
function messageId(): string {
  return `9${Array.from({ length: 17 }, () => randomInt(10)).join("")}`;
}
