import { campaigns } from "@warmline/shared/campaigns/model.ts";
import type { LogEntry } from "@warmline/shared/store/port.ts";
import { mayRing } from "../../domains/campaigns/index.ts";
import type { Deps } from "../../platform/deps.ts";
import { accountOf } from "./account.ts";
import type { Dialling } from "./dial.ts";
import { reachOf } from "./reach.ts";

/** Calls of a campaign are spread over its minute no finer than this. */
const TICK_MS = 1_000;

/**
 * Rings whose turn it is, while a campaign runs, on every node: of those that want to ring somebody
 * at once one is first. What fails is looked at again with the next tick.
 */
export async function followCampaigns(deps: Deps): Promise<void> {
  const account = accountOf(deps.config);
  if (account === null) return;
  let busy = await mayRing(deps);
  let looking: Promise<void> | null = null;

  async function look(): Promise<void> {
    const dialling = await diallingOf(deps);
    if (dialling === null) return;
    const { dialDue } = await import("./dial.ts");
    await dialDue(deps, dialling);
    busy = await mayRing(deps);
  }

  const follower = deps.store.follow(
    await deps.store.head(),
    async (batch) => {
      if (batch.some(isOfCampaigns)) busy = true;
    },
    { name: "campaigns" },
  );
  const timer = setInterval(() => {
    if (!busy || looking !== null) return;
    looking = look()
      .catch((error: unknown) => deps.log.error({ error }, "nobody was rung"))
      .finally(() => (looking = null));
  }, TICK_MS);
  timer.unref();
  deps.onStop(async () => {
    clearInterval(timer);
    await looking;
    await follower.stop();
  });
}

function isOfCampaigns({ writes }: LogEntry): boolean {
  return writes.some(({ collection }) => collection === campaigns.name);
}

/** Null: no call can be placed, as the carrier would not find our doors. */
export async function diallingOf({ config }: Pick<Deps, "config">): Promise<Dialling | null> {
  const account = accountOf(config);
  const reach = reachOf(config);
  const [from] = account?.numbers ?? [];
  if (account === null || reach === null || from === undefined) return null;
  const { carrierClient } = await import("./rest.ts");
  return { client: carrierClient(account, reach), from };
}
