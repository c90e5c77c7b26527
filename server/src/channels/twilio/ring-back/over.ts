import type { QueuedCall } from "@warmline/shared/acd/model.ts";
import { ok, type Result } from "@warmline/shared/kernel/result.ts";
import { decideTold, loadTold, type Told } from "../../../domains/calls/index.ts";
import { command } from "../../../platform/commands/command.ts";
import { runCommand } from "../../../platform/commands/run-command.ts";
import type { Deps } from "../../../platform/deps.ts";
import { RING_BACK } from "./caller.ts";

const tell = command({
  name: "calls.ring-back-over",
  scope: "anywhere",
  load: async (reads, told: Told): Promise<Result<Awaited<ReturnType<typeof loadTold>>, never>> =>
    ok(await loadTold(reads, told)),
  decide: (known, _, moment) => decideTold(known, moment),
});

/** The call itself is told that nobody rings them any more: then a person does, or nobody. */
export async function tellOver(deps: Deps, { id: callId, end }: QueuedCall): Promise<void> {
  if (end !== "unreached" && end !== "withdrawn" && end !== "returned") return;
  const told = await runCommand(deps, RING_BACK, tell, { callId, event: { key: end, kind: end } });
  if (!told.ok) throw new Error(`the call was not told: ${told.code}`);
}
