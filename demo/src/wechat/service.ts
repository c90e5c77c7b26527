import { randomBytes } from "node:crypto";
import { makeMediaStore } from "./media-store.ts";
import { makeWelcomes } from "./welcomes.ts";
import { tellService, type ServiceDoor } from "./service-post.ts";
import type { Shown } from "./official.ts";

/** 接待状态, by the platform's numbers. */
export const STATE = { new: 0, bot: 1, pool: 2, person: 3, over: 4 } as const;
export type ServiceState = (typeof STATE)[keyof typeof STATE];

/** Somebody at one account of ours. */
export interface Talk {
  readonly openKfId: string;
  readonly userId: string;
}

/** 模拟微信客服: the platform's side of it, with the talks of those who write. */
export interface Service {
  /** Answers once our door was told that there is something; it may not be there. */
  say(talk: Talk, text: string, id?: string): Promise<void>;
  /** Kept for us to fetch. */
  picture(talk: Talk, content: Uint8Array): Promise<void>;
  voice(talk: Talk, content: Uint8Array): Promise<void>;
  /** 进入会话; `age`: so many milliseconds ago. */
  enter(talk: Talk, age?: number): Promise<void>;
  /** A person in 企业微信 writes to them. */
  serve(talk: Talk, text: string): Promise<void>;
  /** Somebody in 企业微信 takes the talk over, gives it back, ends it. */
  move(talk: Talk, state: ServiceState): void;
  /** 消息发送失败: what was sent last did not reach them after all, for this reason. */
  fail(talk: Talk, why: number): Promise<void>;
  /** The oldest first. */
  chatOf(talk: Talk): readonly Shown[];
  /** What the platform's interface does; numbers are its codes, 0 where it is done. */
  readonly rest: {
    sync(openKfId: string, cursor: string, limit: number): Synced;
    stateOf(talk: Talk): ServiceState;
    trans(talk: Talk, state: number): number;
    deliver(talk: Talk, key: string, text: string): number;
    /** 欢迎语, by the code of an event. */
    welcome(code: string, text: string): number;
    /** 临时素材; null: there is none of that id any more. */
    mediaOf(mediaId: string): Uint8Array | null;
  };
}

interface Synced {
  readonly next_cursor: string;
  readonly has_more: 0 | 1;
  readonly msg_list: readonly object[];
}

interface Kept {
  state: ServiceState;
  readonly shown: Shown[];
  readonly keys: Set<string>;
  lastKey: string;
  wordAt: number;
  welcomedAt: number;
  left: number;
  until: number;
}

const ALLOWED = 5;
const ALLOWED_MS = 48 * 3_600_000;
/** Talks that are forgotten must not fill the memory; a platform keeps messages for three days. */
const TALKS_MAX = 1_000;
const SHOWN_MAX = 200;
const MESSAGES_MAX = 50_000;
const BYTES_MAX = 2_048;
/** What the real one calls these. */
const CODES = {
  tooMany: 95001,
  tooLate: 95002,
  state: 95018,
  tooLong: 45002,
  unknown: 40096,
  codeOver: 41029,
};

/** Its talks are in the memory of this process, as they are of a demo. */
export function makeService(on: ServiceDoor): Service {
  const { clock } = on;
  const media = makeMediaStore(newId);
  const messages: { readonly openKfId: string; readonly message: object }[] = [];
  const keptOf = rememberTalks();
  const add = async ({ openKfId, userId }: Talk, fields: object) => {
    if (messages.length < MESSAGES_MAX) {
      const of = { msgid: newId(), open_kfid: openKfId, external_userid: userId };
      const send_time = Math.floor(clock.now() / 1_000);
      messages.push({ openKfId, message: { ...of, send_time, ...fields } });
    }
    await tellService(on, openKfId);
  };
  const show = (talk: Talk, by: Shown["by"], text: string) => {
    const { shown } = keptOf(talk);
    shown.push({ by, at: clock.now(), text });
    if (shown.length > SHOWN_MAX) shown.shift();
  };
  const write = (talk: Talk, shown: string, fields: object) => {
    const now = keptOf(talk);
    if (now.state === STATE.over) now.state = STATE.new;
    now.wordAt = clock.now();
    now.left = ALLOWED;
    now.until = clock.now() + ALLOWED_MS;
    show(talk, "resident", shown);
    return add(talk, { origin: 3, ...fields });
  };
  const happen = (talk: Talk, event: object, fields: object = {}) =>
    add(talk, { ...eventOf(talk, event), ...fields });
  const codes = makeWelcomes<Talk>(clock);
  return {
    say(talk, content, id = newId()) {
      return write(talk, content, { msgid: id, msgtype: "text", text: { content } });
    },
    picture: (talk, content) =>
      write(talk, "[图片]", { msgtype: "image", image: { media_id: media.keep(content) } }),
    voice: (talk, content) =>
      write(talk, "[语音]", { msgtype: "voice", voice: { media_id: media.keep(content) } }),
    enter(talk, age = 0) {
      const at = clock.now() - age;
      const code = isNew(keptOf(talk), at) ? { welcome_code: codes.make(talk, at) } : {};
      const event = { event_type: "enter_session", scene: "", ...code };
      return happen(talk, event, { send_time: Math.floor(at / 1_000) });
    },
    serve(talk, content) {
      show(talk, "account", content);
      const fields = { msgtype: "text", text: { content }, servicer_userid: "zhang" };
      return add(talk, { origin: 5, ...fields });
    },
    move: (talk, state) => void (keptOf(talk).state = state),
    fail(talk, why) {
      const fail_msgid = keptOf(talk).lastKey;
      return happen(talk, { event_type: "msg_send_fail", fail_msgid, fail_type: why });
    },
    chatOf: (talk) => keptOf(talk).shown,
    rest: {
      ...interfaceOf({ messages, keptOf, show, now: () => clock.now() }),
      mediaOf: media.get,
      welcome(code, text) {
        const talk = codes.take(code);
        if (talk === null) return CODES.codeOver;
        keptOf(talk).welcomedAt = clock.now();
        show(talk, "account", text);
        return 0;
      },
    },
  };
}

/** The talk of somebody, made when they are new; the longest silent are forgotten. */
function rememberTalks(): (talk: Talk) => Kept {
  const kept = new Map<string, Kept>();
  return ({ openKfId, userId }) => {
    const id = `${openKfId} ${userId}`;
    const known = kept.get(id) ?? newTalk();
    kept.delete(id);
    kept.set(id, known);
    const [oldest] = kept.keys();
    if (kept.size > TALKS_MAX && oldest !== undefined) kept.delete(oldest);
    return known;
  };
}

/** Whose it is stands in the event alone. */
function eventOf({ openKfId, userId }: Talk, event: object): object {
  const of = { open_kfid: openKfId, external_userid: userId };
  const none = { open_kfid: undefined, external_userid: undefined };
  return { origin: 4, msgtype: "event", event: { ...event, ...of }, ...none };
}

/** Whoever wrote lately, or was welcomed, brings no code. */
function isNew({ wordAt, welcomedAt }: Kept, at: number): boolean {
  return at - Math.max(wordAt, welcomedAt) >= ALLOWED_MS;
}

interface Known {
  readonly messages: readonly { readonly openKfId: string; readonly message: object }[];
  keptOf(talk: Talk): Kept;
  show(talk: Talk, by: Shown["by"], text: string): void;
  now(): number;
}

function interfaceOf(known: Known): Omit<Service["rest"], "mediaOf" | "welcome"> {
  const { messages, keptOf, show, now: time } = known;
  return {
    sync(openKfId, cursor, limit) {
      const from = cursor === "" ? 0 : Number(cursor);
      const found = messages.slice(from, from + limit);
      const to = from + found.length;
      return {
        next_cursor: String(to),
        has_more: to < messages.length ? 1 : 0,
        msg_list: found.flatMap((one) => (one.openKfId === openKfId ? [one.message] : [])),
      };
    },
    stateOf: (talk) => keptOf(talk).state,
    trans(talk, state) {
      const now = keptOf(talk);
      if (now.state !== STATE.new || state !== STATE.bot) return CODES.state;
      now.state = STATE.bot;
      return 0;
    },
    deliver(talk, key, text) {
      const now = keptOf(talk);
      const code = taken(now, key, text, time());
      if (code !== 0 || now.keys.has(key)) return code;
      now.keys.add(key);
      now.lastKey = key;
      now.left -= 1;
      show(talk, "account", text);
      return 0;
    },
  };
}

/** The platform's code for why it takes no such message; 0: it does, or has already. */
function taken(talk: Kept, key: string, text: string, now: number): number {
  if (talk.shown.length === 0) return CODES.unknown;
  if (talk.keys.has(key)) return 0;
  if (talk.state !== STATE.new && talk.state !== STATE.bot) return CODES.state;
  if (Buffer.byteLength(text) > BYTES_MAX) return CODES.tooLong;
  if (talk.until <= now) return CODES.tooLate;
  return talk.left > 0 ? 0 : CODES.tooMany;
}

function newTalk(): Kept {
  const never = { wordAt: -Infinity, welcomedAt: -Infinity, left: 0, until: 0 };
  return { state: STATE.new, shown: [], keys: new Set(), lastKey: "", ...never };
}

function newId(): string {
  return randomBytes(16).toString("hex");
}
