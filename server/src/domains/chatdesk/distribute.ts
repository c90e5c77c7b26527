import { mayBeOffered } from "@warmline/shared/acd/capacity.ts";
import { pairUp } from "@warmline/shared/acd/choose.ts";
import { agents, type Agent } from "@warmline/shared/acd/model.ts";
import { pausedFor, signOff } from "@warmline/shared/acd/rules.ts";
import { deskChats, type DeskChat } from "@warmline/shared/chatdesk/model.ts";
import { offer } from "@warmline/shared/chatdesk/rules.ts";
import { ok, type Result } from "@warmline/shared/kernel/result.ts";
import type { Instant } from "@warmline/shared/kernel/time.ts";
import type { Write } from "@warmline/shared/store/write.ts";
import { command, type Moment } from "../../platform/commands/command.ts";
import type { Reads } from "../../platform/commands/guarded-reads.ts";
import { agentWrites, whoMayStill } from "../acd/index.ts";
import { chatWrites } from "./desk-chat.ts";

/** Offered in one commit: more wait for the next. */
const PAIRS_MAX = 20;
/** Looked at in one: an hour of the worst morning. */
const WAITING_MAX = 500;

interface Paired {
  readonly chat: DeskChat;
  readonly agent: Agent;
  /** Whether they may still take chats, as what they signed on as. */
  readonly may: boolean;
}

/**
 * 分配, as of calls: offers each waiting chat to the agent whose turn it is. Whoever is chosen is
 * written at the revision at which they were seen, so that two nodes never give away the same chat
 * or the same place at a desk. It has no refusals.
 */
export const distribute = command({
  name: "chatdesk.distribute",
  mutex: () => "chatdesk/distribute",
  scope: "anywhere",
  async load(reads, _: Record<string, never>, { at }): Promise<Result<readonly Paired[], never>> {
    return ok(await pairsAt(reads, { at }));
  },
  decide(pairs, _, { at }) {
    return ok({
      value: { pairs: pairs.length },
      writes: pairs.flatMap((pair) => writesFor(pair, at)),
      subjects: pairs.map(({ chat, agent, may }) =>
        may ? `${deskChats.name}/${chat.id}` : `${agents.name}/${agent.id}`,
      ),
    });
  },
});

async function pairsAt(reads: Reads, { at }: Pick<Moment, "at">): Promise<readonly Paired[]> {
  const { unguarded } = reads;
  const query = (state: string) => ({ index: "byState", where: { state }, limit: WAITING_MAX });
  const [waiting, ready] = await Promise.all([
    unguarded.find(deskChats, query("waiting")),
    unguarded.find(agents, query("ready")),
  ]);
  const free = ready.filter(mayBeOffered);
  const pairs = pairUp(waiting, free, at).slice(0, PAIRS_MAX);
  const chosen = pairs.map(({ callId, agentId }) => ({
    chat: waiting.find(({ id }) => id === callId)!,
    agent: free.find(({ id }) => id === agentId)!,
  }));
  const still = await whoMayStill(
    reads,
    chosen.map(({ agent }) => agent),
  );
  return chosen.map((pair) => ({ ...pair, may: still.has(pair.agent.id) }));
}

function writesFor({ chat, agent, may }: Paired, at: Instant): Write[] {
  if (may) return chatWrites({ chat, agent }, offer(chat, agent, at), at);
  const left = signOff(agent, null, at);
  // With chats in hand they are only offered no more: a supervisor takes these back.
  const next = left.ok ? left.value.agent : pausedFor(agent, "no-answer", at);
  return next === undefined ? [] : agentWrites(agent, next, at);
}
