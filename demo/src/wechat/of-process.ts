import {
  reachSimulatedOfficial,
  simulatedOfficial,
  type OfficialAccount,
} from "@warmline/server/channels/wechat/account.ts";
import type { Deps } from "@warmline/server/platform/deps.ts";
import { makeOfficial, type Official } from "./official.ts";
import { listen, type OfficialRest } from "./rest.ts";

export interface Simulated {
  readonly official: Official;
  readonly rest: OfficialRest;
}

/** One for each process, by the settings that it runs with: its chats are in its memory. */
const officials = new WeakMap<Deps["config"], Promise<Simulated>>();

/**
 * From now on people can write to the simulated account of the server at `url`, until the process
 * stops. Null: the account is a real one, or there is none.
 */
export async function startOfficial(deps: Deps, url: string): Promise<Simulated | null> {
  const account = simulatedOfficial(deps.config);
  if (account === null) return null;
  const known = officials.get(deps.config);
  if (known !== undefined) return known;
  const started = start(deps, account, url);
  officials.set(deps.config, started);
  return started;
}

async function start(
  { config, clock, onStop }: Deps,
  account: OfficialAccount,
  url: string,
): Promise<Simulated> {
  const official = makeOfficial({ account, url: () => url, clock });
  const rest = await listen({ official, account });
  onStop(() => rest.close());
  reachSimulatedOfficial(config, rest.url);
  return { official, rest };
}
