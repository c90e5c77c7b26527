import {
  reachSimulatedOfficial,
  simulatedOfficial,
  type OfficialAccount,
} from "@warmline/server/channels/wechat/account.ts";
import type { Deps } from "@warmline/server/platform/deps.ts";
import { makeOfficial, type Official } from "./official.ts";
import type { OfficialDoor } from "./post.ts";
import { listen, type OfficialRest, type OfOfficial } from "./rest.ts";

export interface Simulated {
  readonly official: Official;
  readonly rest: OfficialRest;
}

/** One for each process, by the settings that it runs with: its chats are in its memory. */
const officials = new WeakMap<Deps["config"], Promise<Simulated>>();

type Acting = Pick<OfOfficial, "onTheWay"> & Pick<OfficialDoor, "retryMs">;

/**
 * From now on people can write to the simulated account of the server at `url`, until the process
 * stops. Null: the account is a real one, or there is none.
 */
export async function startOfficial(
  deps: Deps,
  url: string,
  acting: Acting = {},
): Promise<Simulated | null> {
  const account = simulatedOfficial(deps.config);
  if (account === null) return null;
  const known = officials.get(deps.config);
  if (known !== undefined) return known;
  const started = start(deps, account, url, acting);
  officials.set(deps.config, started);
  return started;
}

async function start(
  { config, clock, onStop }: Deps,
  account: OfficialAccount,
  url: string,
  { onTheWay, retryMs }: Acting,
): Promise<Simulated> {
  const official = makeOfficial({ account, url, clock, retryMs });
  const rest = await listen({ official, account, onTheWay });
  onStop(() => rest.close());
  reachSimulatedOfficial(config, rest.url);
  return { official, rest };
}
