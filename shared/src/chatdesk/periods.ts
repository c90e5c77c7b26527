import type { Skill } from "../acd/model.ts";
import { latest, type Instant } from "../kernel/time.ts";
import { collection, type Body, type Stored } from "../store/collection.ts";
import { isInHand, type DeskChat, type DeskChatEnd, type DeskChatState } from "./model.ts";

/** 会话时段: how long a chat at the desks stood so, written in the commit that ends it. */
export interface ChatPeriod extends Stored {
  readonly auditId?: string;
  /** 排队会话; it may wait and be served again, after its end. */
  readonly deskChatId: string;
  readonly skill: Skill;
  readonly state: Exclude<DeskChatState, "ended">;
  readonly next: DeskChatState;
  readonly from: Instant;
  /** Never before `from`. */
  readonly to: Instant;
  /** When it came into the queue. */
  readonly enteredAt: Instant;
  readonly agentId?: string;
  /** Offered as long as it may be. */
  readonly missed?: true;
  /** Once for each wish for a person: how it fared, on the period in which that came about. */
  readonly outcome?: DeskChatEnd;
  /** 首次响应: when a person first wrote to them, on the period in which that was. */
  readonly repliedAt?: Instant;
}

export const chatPeriods = collection<ChatPeriod>("chatPeriods", {
  appendOnly: true,
  stamp: "id",
});

/** What ends for the chat with this step; null: it stands as before. */
export function chatPeriod(
  before: DeskChat,
  next: Body<DeskChat>,
  at: Instant,
): Body<ChatPeriod> | null {
  const running = runningChatPeriod(before, at);
  if (running === null) return null;
  if (before.state === next.state && before.agentId === next.agentId) return null;
  const over = before.state === "offered" && next.state === "waiting";
  const missed = over && at >= (before.offeredUntil ?? at) ? { missed: true as const } : {};
  const outcome = before.answeredAt === undefined ? outcomeOf(next) : undefined;
  return { ...running, next: next.state, ...missed, ...(outcome === undefined ? {} : { outcome }) };
}

/** As if it ended now; null: the chat is over. */
export function runningChatPeriod(chat: DeskChat, at: Instant): Body<ChatPeriod> | null {
  const { id: deskChatId, rev, skill, state, since: from, enteredAt, agentId, repliedAt } = chat;
  if (state === "ended") return null;
  // One who had it before may have been the first.
  const here = state === "served" && repliedAt !== undefined && repliedAt >= from;
  return {
    id: `${deskChatId}@${rev}`,
    deskChatId,
    skill,
    state,
    next: state,
    from,
    to: latest(from, at),
    enteredAt,
    ...(agentId === undefined || !isInHand(chat) ? {} : { agentId }),
    ...(here ? { repliedAt } : {}),
  };
}

function outcomeOf({ answeredAt, end }: Body<DeskChat>): DeskChatEnd | undefined {
  return answeredAt === undefined ? end : "answered";
}
