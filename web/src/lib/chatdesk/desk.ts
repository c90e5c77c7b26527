import { leftOf, type Grants } from "@warmline/shared/chats/quota.ts";
import type {
  ChatCourseRow,
  CourseRow,
  MediaRow,
  SentRow,
  WindowRow,
} from "@warmline/shared/chatdesk/live.ts";
import { isInHand } from "@warmline/shared/chatdesk/model.ts";
import type { DeskChatRow } from "@warmline/shared/chatdesk/rows.ts";
import type { Instant } from "@warmline/shared/kernel/time.ts";

/** 在手会话 of one agent, in the order in which they came into the queue. */
export function chatsOf(rows: Iterable<DeskChatRow>, agentId: string): DeskChatRow[] {
  return [...rows]
    .filter((chat) => chat.agentId === agentId && isInHand(chat))
    .toSorted((a, b) => a.enteredAt - b.enteredAt || (a.id < b.id ? -1 : 1));
}

/** What the live view of a course tells, by its parts. */
export interface ShownCourse {
  readonly course: CourseRow | undefined;
  readonly window: WindowRow | undefined;
  readonly sent: ReadonlyMap<string, SentRow>;
  /** By the turn that it came with. */
  readonly media: ReadonlyMap<string, MediaRow>;
}

export function courseOf(rows: Iterable<ChatCourseRow>): ShownCourse {
  const all = [...rows];
  return {
    course: all.find((row) => row.kind === "course"),
    window: all.find((row) => row.kind === "window"),
    sent: new Map(
      all.flatMap((row) =>
        row.kind === "message" ? [[row.id.slice("message/".length), row]] : [],
      ),
    ),
    media: new Map(all.flatMap((row) => (row.kind === "media" ? [[row.turnId, row]] : []))),
  };
}

/** Households that may be theirs: what they bound, and what the conversation was about. */
export function householdsIn({ course, window }: ShownCourse): string[] {
  const about = course?.householdId ?? null;
  return [...new Set([...(window?.householdIds ?? []), ...(about === null ? [] : [about])])];
}

/** 剩余额度, of which what is on its way will be gone; null: as much as there is to say. */
export function quotaLeft(
  grants: Grants | null,
  sent: ReadonlyMap<string, Pick<SentRow, "state">>,
  now: Instant,
): number | null {
  if (grants === null) return null;
  const waiting = [...sent.values()].filter(({ state }) => state === "queued").length;
  return Math.max(0, leftOf(grants, now) - waiting);
}
