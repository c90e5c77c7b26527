import type { QueueClosing } from "@warmline/shared/acd/closing.ts";
import type { Agent, QueuedCall, RingBack } from "@warmline/shared/acd/model.ts";
import type {
  AgentRow,
  ClosedQueueRow,
  QueuedCallAnswer,
  QueuedCallRow,
} from "@warmline/shared/acd/rows.ts";

/** As it goes out: who wrote it last is shown by the audit page alone. */
export function agentRowOf({ by: _, ...agent }: Agent): AgentRow {
  return agent;
}

/** Who looks: one who listens is shown to those alone who may do so themselves. */
export type Onlooker = "agents" | "monitors";

/** Who passed it, how it ended and what was said of it is not for the live view. */
export function queuedCallRowOf(call: QueuedCall, to: Onlooker): QueuedCallRow {
  const { by: _b, passed: _p, end: _e, endedAt: _at, dispositions: _d, monitor, ...row } = call;
  const { ringBack, ...others } = row;
  const told = { ...others, ...ringBackRowOf(ringBack) };
  const shown = monitor !== undefined && (to === "monitors" || monitor.mode !== "listen");
  return shown ? { ...told, monitor } : told;
}

/** At which number, and by which line, is not for those who only look. */
function ringBackRowOf(ringBack: RingBack | undefined): Pick<QueuedCallRow, "ringBack"> {
  if (ringBack === undefined) return {};
  const { phone: _p, lineId: _l, ...row } = ringBack;
  return { ringBack: row };
}

export function queuedCallAnswerOf(call: QueuedCall): QueuedCallAnswer {
  const { by: _b, passed: _p, monitor: _m, consult: _c, dispositions = [], ...answer } = call;
  const { ringBack, ...others } = answer;
  return { ...others, ...ringBackRowOf(ringBack), dispositions };
}

/** Null: it was opened again. */
export function closedQueueRowOf({ id: skill, rev, closing }: QueueClosing): ClosedQueueRow | null {
  if (closing === undefined) return null;
  const { actorId: _, ...row } = closing;
  return { skill, rev, ...row };
}
