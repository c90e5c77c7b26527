import { randomBytes } from "node:crypto";
import type { Config } from "../../config.ts";

/** With whom the telephone is. */
export interface Account {
  readonly sid: string;
  /** The old one may stay beside the new one while it is exchanged. */
  readonly tokens: readonly string[];
  /** E.164 of the hotline's own; none: every number of the account. */
  readonly numbers: readonly string[];
  /** Whether agents talk with callers over it; else whoever wants a person is rung back. */
  readonly reachesDesks: boolean;
  /** By which agents' browsers connect to it; undefined: by none, or it is the simulated one. */
  readonly browsers?: BrowserKey;
}

/** An API key (API 密钥), and the application whose door desks come in by. */
export interface BrowserKey {
  readonly sid: string;
  readonly secret: string;
  readonly appSid: string;
}

type Settings = Pick<
  Config,
  | "DEMO"
  | "TWILIO_ACCOUNT_SID"
  | "TWILIO_AUTH_TOKEN"
  | "TWILIO_NUMBERS"
  | "TWILIO_API_KEY"
  | "TWILIO_API_SECRET"
  | "TWILIO_VOICE_APP"
>;

/** The carrier's own, or in a demo the simulated one. Null: there is no telephone. */
export function accountOf(config: Settings): Account | null {
  const { TWILIO_ACCOUNT_SID: sid, TWILIO_AUTH_TOKEN: tokens = [], TWILIO_NUMBERS } = config;
  if (sid === undefined) return simulatedAccount(config);
  const account = { sid, tokens, numbers: TWILIO_NUMBERS };
  const browsers = browserKeyOf(config);
  return browsers === null
    ? { ...account, reachesDesks: false }
    : { ...account, reachesDesks: true, browsers };
}

/** Null: none of it is set; the configuration has all of it or nothing. */
export function browserKeyOf(
  config: Pick<Config, "TWILIO_API_KEY" | "TWILIO_API_SECRET" | "TWILIO_VOICE_APP">,
): BrowserKey | null {
  const { TWILIO_API_KEY: sid, TWILIO_API_SECRET: secret, TWILIO_VOICE_APP: appSid } = config;
  if (sid === undefined || secret === undefined || appSid === undefined) return null;
  return { sid, secret, appSid };
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
