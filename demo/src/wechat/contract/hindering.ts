import type { ChatPlatform, Hindrance } from "./platform.ts";

/** What comes before a simulated platform takes a message. */
export interface Hindering {
  readonly hinder: ChatPlatform["hinder"];
  /** The platform's own code for why it does not take it; null: it does. Throws to be away. */
  codeFor(userId: string): number | null;
}

/** `codes`: as the real platform calls these. */
export function hindering(codes: Readonly<Record<Exclude<Hindrance, "away">, number>>): Hindering {
  let hindered: Parameters<ChatPlatform["hinder"]>[0] = null;
  return {
    hinder: (by) => void (hindered = by),
    codeFor(userId) {
      const why = hindered?.(userId) ?? null;
      if (why === "away") throw new Error("away");
      return why === null ? null : codes[why];
    },
  };
}
