import { randomBytes } from "node:crypto";
import type { Clock } from "@warmline/shared/kernel/time.ts";

/** Those that are forgotten must not fill the memory. */
const CODES_MAX = 1_000;
const WELCOME_MS = 20_000;

/** 欢迎语凭证: each good for one message, and not for long. */
export function makeWelcomes<Talk>({ now }: Clock) {
  const open = new Map<string, { readonly talk: Talk; readonly until: number }>();
  return {
    make(talk: Talk, at: number): string {
      const code = randomBytes(16).toString("hex");
      open.set(code, { talk, until: at + WELCOME_MS });
      const [oldest] = open.keys();
      if (open.size > CODES_MAX && oldest !== undefined) open.delete(oldest);
      return code;
    },
    /** Null: it is over, was taken before, or never was. */
    take(code: string): Talk | null {
      const { talk, until = 0 } = open.get(code) ?? {};
      open.delete(code);
      return talk !== undefined && until > now() ? talk : null;
    },
  };
}
