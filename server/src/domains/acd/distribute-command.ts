import { pairUp, type WaitingCall } from "@warmline/shared/acd/choose.ts";
import { agents, type Agent } from "@warmline/shared/acd/model.ts";
import type { Instant } from "@warmline/shared/kernel/time.ts";
import { ok, type Result } from "@warmline/shared/kernel/result.ts";
import type { Collection, Stored } from "@warmline/shared/store/collection.ts";
import type { Write } from "@warmline/shared/store/write.ts";
import { command } from "../../platform/commands/command.ts";
import type { Reads } from "../../platform/commands/guarded-reads.ts";
import { whoMayStill } from "./still.ts";

/** Given in one commit: more wait for the next. */
const PAIRS_MAX = 20;
/** Looked at in one: an hour of the worst morning. */
const WAITING_MAX = 500;

/** A queue, of calls or of chats: what waits in it stands under `byState`. */
interface Queue<Q extends WaitingCall & Stored> {
  readonly name: string;
  readonly of: Collection<Q>;
  /** Of those who are ready. */
  readonly isFree: (agent: Agent) => boolean;
  /** Left out: whatever waits. */
  readonly isDue?: (waiting: Q, at: Instant) => boolean;
  readonly give: (waiting: Q, agent: Agent, at: Instant) => Write[];
  /** Who may no longer take any, or serves another place by now. */
  readonly retire: (agent: Agent, at: Instant) => Write[];
}

interface Paired<Q> {
  readonly waiting: Q;
  readonly agent: Agent;
  /** Whether they may still take any, as what they signed on as. */
  readonly may: boolean;
}

/**
 * 分配: gives each that waits to the agent whose turn it is. Whoever is chosen is written at the
 * revision at which they were seen free, so that of two nodes that distribute at once one is first
 * and the other looks again; the lists themselves are not held. It has no refusals.
 */
export function distributeCommand<Q extends WaitingCall & Stored>(queue: Queue<Q>) {
  return command({
    name: queue.name,
    mutex: () => queue.name,
    scope: "anywhere",
    async load(
      reads,
      _: Record<string, never>,
      { at },
    ): Promise<Result<readonly Paired<Q>[], never>> {
      return ok(await pairsAt(queue, reads, at));
    },
    decide(pairs, _, { at }) {
      return ok({
        value: { pairs: pairs.length },
        writes: pairs.flatMap(({ waiting, agent, may }) =>
          may ? queue.give(waiting, agent, at) : queue.retire(agent, at),
        ),
        subjects: pairs.map(({ waiting, agent, may }) =>
          may ? `${queue.of.name}/${waiting.id}` : `${agents.name}/${agent.id}`,
        ),
      });
    },
  });
}

async function pairsAt<Q extends WaitingCall & Stored>(
  { of, isFree, isDue = () => true }: Queue<Q>,
  reads: Reads,
  at: Instant,
): Promise<readonly Paired<Q>[]> {
  const { unguarded } = reads;
  const query = (state: string) => ({ index: "byState", where: { state }, limit: WAITING_MAX });
  const [waiting, ready] = await Promise.all([
    unguarded.find(of, query("waiting")),
    unguarded.find(agents, query("ready")),
  ]);
  const free = ready.filter(isFree);
  const due = waiting.filter((one) => isDue(one, at));
  const pairs = pairUp(due, free, at).slice(0, PAIRS_MAX);
  const chosen = pairs.map(({ callId, agentId }) => ({
    waiting: due.find(({ id }) => id === callId)!,
    agent: free.find(({ id }) => id === agentId)!,
  }));
  const still = await whoMayStill(
    reads,
    chosen.map(({ agent }) => agent),
  );
  return chosen.map((pair) => ({ ...pair, may: still.has(pair.agent.id) }));
}
