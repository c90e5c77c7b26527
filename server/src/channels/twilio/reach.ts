import type { Config } from "../../config.ts";
import { simulatedAccount } from "./account.ts";

/** By which addresses we and the carrier reach each other when the call is ours to place. */
export interface Reach {
  /** Of the carrier's REST interface; undefined: where Twilio has it. */
  readonly carrierUrl?: string;
  /** Of our doors, as the carrier calls them; without a slash at its end. */
  readonly doorsUrl: string;
}

type Settings = Pick<Config, "DEMO" | "PUBLIC_URL" | "TWILIO_ACCOUNT_SID" | "TWILIO_AUTH_TOKEN">;

/** By the settings that a process runs with, as the simulated carrier is one of its own. */
const simulated = new WeakMap<Settings, Reach>();

/** The simulated carrier says where it is, once both listen. */
export function reachSimulated(config: Settings, reach: Reach): void {
  simulated.set(config, reach);
}

/** Null: no call can be placed, as the carrier would not find our doors, or is not there. */
export function reachOf(config: Settings & Parameters<typeof simulatedAccount>[0]): Reach | null {
  if (simulatedAccount(config) !== null) return simulated.get(config) ?? null;
  const { TWILIO_ACCOUNT_SID, PUBLIC_URL } = config;
  if (TWILIO_ACCOUNT_SID === undefined || PUBLIC_URL === undefined) return null;
  return { doorsUrl: new URL(PUBLIC_URL).href.replace(/\/+$/, "") };
}
