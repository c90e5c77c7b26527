import type { TestServer } from "@warmline/server/testing.ts";

/** Why a platform does not take what it is sent: it is not there, counts it, or they have left. */
export type Hindrance = "away" | "quota" | "gone";

export interface Written {
  readonly account: string;
  readonly userId: string;
  /** The platform's, in digits: the same again is the same message, told once more. */
  readonly id?: string | undefined;
  readonly text: string;
}

/** For tests: a platform with people who write to accounts of ours there, simulated. */
export interface ChatPlatform {
  /** Ours, as chats know them. */
  readonly accounts: readonly [string, ...string[]];
  /** It takes so many messages and no more. */
  readonly counts: boolean;
  /** What leads a server to it. */
  readonly settings: Readonly<Record<string, string>>;
  /** A server of ours is there from now on; null: none is. */
  at(server: TestServer | null): Promise<void>;
  /** Answers once it was told to our server, however often it takes. */
  write(written: Written): Promise<void>;
  /** They send a picture. */
  picture(of: Pick<Written, "account" | "userId">, content: Uint8Array): Promise<void>;
  /** What we wrote comes back to us as if somebody had; left out: it does not there. */
  echo?(written: Written): Promise<void>;
  /** What they were sent, the oldest first. */
  answers(account: string, userId: string): readonly string[];
  /** Asked before it takes what it is sent; null: nothing hinders it. */
  hinder(by: ((userId: string) => Hindrance | null) | null): void;
  close(): Promise<void>;
}
