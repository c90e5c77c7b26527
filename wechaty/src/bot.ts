import { types, WechatyBuilder } from "wechaty";
import type { MessageInterface } from "wechaty/impls";

/** What somebody wrote to the account. */
export interface Incoming {
  readonly id: string;
  readonly userId: string;
  readonly kind: "text" | "picture" | "voice" | "media";
  /** Empty where it is none. */
  readonly text: string;
  /** Seconds since it was said. */
  readonly age: number;
}

/** 机器人: an account that Wechaty holds. */
export interface Bot {
  start(): Promise<void>;
  /** Stops it and starts it again. */
  restart(): Promise<void>;
  stop(): Promise<void>;
  /** False: the account knows nobody of that id. Throws where it cannot be sent now. */
  say(userId: string, text: string): Promise<boolean>;
  /**
   * Of a picture or voice message. Null: nothing is left of it. Throws where it cannot be had now.
   */
  fileOf(messageId: string): Promise<Uint8Array | null>;
}

export interface Ears {
  heard(message: Incoming): void;
  /** A sign of life of any kind. */
  alive(): void;
}

/** As far as it is needed here; every puppet is one. */
type Puppet = NonNullable<NonNullable<Parameters<typeof WechatyBuilder.build>[0]>["puppet"]>;

interface Addressed {
  say(text: string): Promise<unknown>;
}

export function makeBot(puppet: Puppet, ears: Ears): Bot {
  const wechaty = WechatyBuilder.build({ puppet, name: "warmline" });
  wechaty.on("heartbeat", () => ears.alive());
  wechaty.on("login", () => ears.alive());
  // It says so by itself, and would end the process if nobody listened.
  wechaty.on("error", () => undefined);
  wechaty.on("message", (message) => {
    ears.alive();
    const incoming = incomingOf(message);
    if (incoming !== null) ears.heard(incoming);
  });
  return {
    start: () => wechaty.start(),
    async restart() {
      await wechaty.stop();
      await wechaty.start();
    },
    stop: () => wechaty.stop(),
    async say(userId, text) {
      const contact = await known(userId);
      if (contact === null) return false;
      await contact.say(text);
      return true;
    },
    async fileOf(id) {
      const message = await wechaty.Message.find({ id }).catch(() => null);
      if (!message || kindOf(message) === "text") return null;
      return (await message.toFileBox()).toBuffer();
    },
  };

  /** Null: nobody has that id. Groups have ids with an `@` in them, and are none of ours. */
  async function known(userId: string): Promise<Addressed | null> {
    if (userId.includes("@")) return null;
    return (await wechaty.Contact.find({ id: userId }).catch(() => null)) ?? null;
  }
}

/** Null: our own words, a group's, an official account's, or of nobody. */
function incomingOf(message: MessageInterface): Incoming | null {
  if (message.self() || message.room() !== undefined) return null;
  const talker = message.talker();
  if (talker.id.includes("@") || talker.type() !== types.Contact.Individual) return null;
  const kind = kindOf(message);
  const text = kind === "text" ? message.text() : "";
  return { id: message.id, userId: talker.id, kind, text, age: message.age() };
}

function kindOf(message: MessageInterface): Incoming["kind"] {
  return KINDS.get(message.type()) ?? "media";
}

const KINDS = new Map<types.Message, Incoming["kind"]>([
  [types.Message.Text, "text"],
  [types.Message.Image, "picture"],
  [types.Message.Audio, "voice"],
]);
