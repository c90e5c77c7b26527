import type { Capability } from "@warmline/bots/core/capability.ts";
import type { Chat, ChatFailure } from "@warmline/shared/chats/model.ts";
import type { Result } from "@warmline/shared/kernel/result.ts";
import type { Config } from "../../config.ts";

/** 会话通道: an account at a platform through which people write and are written to. */
export interface ChatLine {
  readonly capability: Capability;
  /** Of one message. */
  readonly bytesMax: number;
  /**
   * 图片和语音, as somebody sent it; absent: the platform hands none out. One that is not there
   * throws. Refusals: `gone`, `file-too-large`.
   */
  fetchMedia?(mediaId: string): Promise<Result<Uint8Array, "gone" | "file-too-large">>;
  /**
   * 正在输入, shown for some seconds; absent: the platform shows no such thing. Throws where it is not
   * there; what it does not take is of no matter.
   */
  typing?(userId: string): Promise<void>;
  /**
   * `key`: of this message, the same when it is sent once more as nobody knows whether it came; a
   * platform that knows such keys shows it once, another may show it twice. One that is not there,
   * or too busy, throws. Refusals: `quota`, and why it will never take it; the detail has the
   * platform's own code.
   */
  send(
    userId: string,
    text: string,
    key: string,
  ): Promise<Result<null, Exclude<ChatFailure, "unreached"> | "quota">>;
  /** 欢迎语, by a code that somebody brought who opened the chat. As `send`; absent: there is none. */
  welcome?(code: string, text: string, key: string): ReturnType<ChatLine["send"]>;
}

/** By the settings that a process runs with, and the account. */
const lines = new WeakMap<Config, Map<string, ChatLine>>();

export function bringChatLine(config: Config, account: string, line: ChatLine): void {
  const known = lines.get(config) ?? new Map<string, ChatLine>();
  lines.set(config, known.set(account, line));
}

/** Null: the account is none of this process's. */
export function chatLineOf(config: Config, { account }: Pick<Chat, "account">): ChatLine | null {
  return lines.get(config)?.get(account) ?? null;
}

/** Whether its platform counts no messages; an account that is not there could send none. */
export function isUnlimited(config: Config, chat: Pick<Chat, "account">): boolean {
  return chatLineOf(config, chat)?.capability.quota === undefined;
}
