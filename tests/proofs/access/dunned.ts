import { BY_ITSELF } from "@warmline/server/domains/dunning/by-itself.ts";
import { valveLadder } from "@warmline/server/domains/dunning/fixture.ts";
import { lookAt } from "@warmline/server/domains/dunning/look-command.ts";
import { runCommand } from "@warmline/server/platform/commands/run-command.ts";
import type { TestServer } from "@warmline/server/testing.ts";
import { dunningEvents } from "@warmline/shared/dunning/model.ts";
import { cityDate } from "@warmline/shared/kernel/time.ts";
import { insert } from "@warmline/shared/store/write.ts";

/** What this household owes of the past has come to an order to shut its valve; a hold is over. */
export async function dunned(
  { deps }: TestServer,
  householdId: string,
  fileId: string,
): Promise<void> {
  const at = deps.clock.now();
  const fact = { kind: "hold", ground: "hardship", until: "2020-01-01", reason: "低保" } as const;
  const file = { fileId, type: "image/png", sizeBytes: 1, at, actorName: "王小明" };
  const of = { id: "a-hold", accountId: householdId, at, on: cityDate(at) };
  const by = { byId: "somebody", byName: "王小明", attachments: [file] };
  await deps.store.commit([insert(dunningEvents, { ...of, ...by, fact })]);
  await valveLadder(deps);
  await runCommand(deps, BY_ITSELF, lookAt, { accountIds: [householdId] });
}
