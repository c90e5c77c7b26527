import { randomBytes } from "node:crypto";
import type { Config } from "../../config.ts";

/** With whom the telephone is. */
export interface Account {
  readonly sid: string;
  /** The old one may stay beside the new one while it is exchanged. */
  readonly tokens: readonly string[];
  /** E.164 of the hotline's own; none: every number of the account. */
  readonly numbers: readonly string[];
  /**
   * Whether agents talk with callers over it. The console has no voice yet, so on a real line
   * whoever wants a person is rung back; the simulated one is for training.
   */
  readonly reachesDesks: boolean;
}

type Settings = Pick<
  Config,
  "DEMO" | "TWILIO_ACCOUNT_SID" | "TWILIO_AUTH_TOKEN" | "TWILIO_NUMBERS"
>;

/** The carrier's own, or in a demo the simulated one. Null: there is no telephone. */
export function accountOf(config: Settings): Account | null {
  const { TWILIO_ACCOUNT_SID: sid, TWILIO_AUTH_TOKEN: tokens = [], TWILIO_NUMBERS } = config;
  if (sid !== undefined) return { sid, tokens, numbers: TWILIO_NUMBERS, reachesDesks: false };
  return simulatedAccount(config);
}

/** Of the demo; a number that nobody has. */
const DEMO_HOTLINE = "+863525550000";

/** By the settings that a process runs with: a token is made at its start and never leaves it. */
const simulated = new WeakMap<Settings, Account>();

/** Null: this is no demo, or its telephone is a real one. */
export function simulatedAccount(config: Settings): Account | null {
  if (!config.DEMO || config.TWILIO_ACCOUNT_SID !== undefined) return null;
  const known = simulated.get(config);
  if (known !== undefined) return known;
  const token = randomBytes(32).toString("base64url");
  const sid = `AC${"0".repeat(32)}`;
  const account = { sid, tokens: [token], numbers: [DEMO_HOTLINE], reachesDesks: true };
  simulated.set(config, account);
  return account;
}
