import { mayBeRung } from "@warmline/shared/acd/capacity.ts";
import { pairUp } from "@warmline/shared/acd/choose.ts";
import { agents, queuedCalls, type Agent, type QueuedCall } from "@warmline/shared/acd/model.ts";
import { isDue } from "@warmline/shared/acd/ring-back.ts";
import { reserve, signOff } from "@warmline/shared/acd/rules.ts";
import { assert } from "@warmline/shared/kernel/assert.ts";
import type { Instant } from "@warmline/shared/kernel/time.ts";
import { ok, type Result } from "@warmline/shared/kernel/result.ts";
import type { Write } from "@warmline/shared/store/write.ts";
import { command, type Moment } from "../../platform/commands/command.ts";
import type { Reads } from "../../platform/commands/guarded-reads.ts";
import { writesOf } from "./desk-command.ts";
import { whoMayStill } from "./still.ts";

/** Reserved in one commit: more wait for the next. */
const PAIRS_MAX = 20;
/** Looked at in one: an hour of the worst morning. */
const WAITING_MAX = 500;

interface Paired {
  readonly call: QueuedCall;
  readonly agent: Agent;
  /** Whether they may still take calls, as what they signed on as. */
  readonly may: boolean;
}

/**
 * 分配: reserves for each waiting call the agent whose turn it is. Whoever is reserved is written at
 * the revision at which they were seen free, so that of two nodes that distribute at once one is
 * first and the other looks again; the lists themselves are not held. Who may no longer take calls,
 * or serves another place by now, is signed off in place of being rung. It has no refusals.
 */
export const distribute = command({
  name: "acd.distribute",
  mutex: () => "acd/distribute",
  scope: "anywhere",
  async load(reads, _: Record<string, never>, { at }): Promise<Result<readonly Paired[], never>> {
    return ok(await pairsAt(reads, { at }));
  },
  decide(pairs, _, { at }) {
    return ok({
      value: { pairs: pairs.length },
      writes: pairs.flatMap((pair) => writesFor(pair, at)),
      subjects: pairs.map(({ call, agent, may }) =>
        may ? `${queuedCalls.name}/${call.id}` : `${agents.name}/${agent.id}`,
      ),
    });
  },
});

async function pairsAt(reads: Reads, { at }: Pick<Moment, "at">): Promise<readonly Paired[]> {
  const { unguarded } = reads;
  const query = (state: string) => ({ index: "byState", where: { state }, limit: WAITING_MAX });
  const [waiting, ready] = await Promise.all([
    unguarded.find(queuedCalls, query("waiting")),
    unguarded.find(agents, query("ready")),
  ]);
  const free = ready.filter(mayBeRung);
  const due = waiting.filter((call) => isDue(call, at));
  const pairs = pairUp(due, free, at).slice(0, PAIRS_MAX);
  const chosen = pairs.map(({ callId, agentId }) => ({
    call: due.find(({ id }) => id === callId)!,
    agent: free.find(({ id }) => id === agentId)!,
  }));
  const still = await whoMayStill(
    reads,
    chosen.map(({ agent }) => agent),
  );
  return chosen.map((pair) => ({ ...pair, may: still.has(pair.agent.id) }));
}

function writesFor({ call, agent, may }: Paired, at: Instant): Write[] {
  if (may) return writesOf({ call, agent }, reserve(call, agent, at), at);
  const left = signOff(agent, null, at);
  assert(left.ok, "who is ready has no call in hand");
  return writesOf({ call: null, agent }, left.value, at);
}
