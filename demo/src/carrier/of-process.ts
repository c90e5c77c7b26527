import { simulatedAccount, type Account } from "@warmline/server/channels/twilio/account.ts";
import { reachSimulated } from "@warmline/server/channels/twilio/reach.ts";
import type { Deps } from "@warmline/server/platform/deps.ts";
import { makeCarrier, type Carrier } from "./carrier.ts";
import type { CarrierOptions } from "./report.ts";
import type { OfRest } from "./rest/answer.ts";
import { listen } from "./rest/listen.ts";

/** One for each process, by the settings that it runs with: its calls are in its memory. */
const carriers = new WeakMap<Deps["config"], Carrier>();

/** What those whom it reaches do, and its network. */
type Acting = Pick<CarrierOptions, "ringing" | "pickedUp" | "loses" | "texting">;

/** The carrier of this process, which reaches the server at `url`. */
export function carrierAt(
  { config, clock }: Pick<Deps, "config" | "clock">,
  account: Account,
  url: string,
  more: Acting = {},
): Carrier {
  const known = carriers.get(config);
  if (known !== undefined) return known;
  const carrier = makeCarrier({ account, url, publicUrl: config.PUBLIC_URL, clock, ...more });
  carriers.set(config, carrier);
  return carrier;
}

/**
 * From now on calls can be placed by the simulated carrier's REST interface, until the process
 * stops. Null: the telephone is a real one, or there is none.
 */
export async function startCarrier(
  deps: Deps,
  url: string,
  { onTheWay, ...more }: Acting & Pick<OfRest, "onTheWay"> = {},
): Promise<Carrier | null> {
  const { config, onStop } = deps;
  const account = simulatedAccount(config);
  if (account === null) return null;
  const carrier = carrierAt(deps, account, url, more);
  const rest = await listen({ carrier, account, url, publicUrl: config.PUBLIC_URL, onTheWay });
  onStop(() => rest.close());
  const doorsUrl = (config.PUBLIC_URL ?? url).replace(/\/+$/, "");
  reachSimulated(config, { carrierUrl: rest.url, doorsUrl });
  return carrier;
}
