import type { Actor } from "../access/actor.ts";
import { ok, refuse, type Result } from "../kernel/result.ts";
import type { Instant } from "../kernel/time.ts";
import { collection, type Body, type Stored } from "../store/collection.ts";
import type { Skill } from "./model.ts";

export interface Closing {
  readonly reason: string;
  /** What callers hear. */
  readonly announcement: string;
  /** For who speaks English; undefined: they hear the Chinese one, too. */
  readonly announcementEn?: string;
  /** It ends by itself then; undefined: once somebody opens the queue again. */
  readonly reopensAt?: Instant;
  readonly at: Instant;
  readonly actorId: string;
  readonly actorName: string;
}

/** 队列关闭: whether who asks for a skill is put into its queue. Its id is the skill. */
export interface QueueClosing extends Stored {
  readonly id: Skill;
  /** The last one, over or not; undefined: opened again. */
  readonly closing?: Closing;
}

/** Read by id alone: there is one for each skill. */
export const queueClosings = collection<QueueClosing>("queueClosings", { indexes: {} });

/** The closing that holds at that moment; null: the queue is open. */
export function closingAt<C extends Pick<Closing, "reopensAt">>(
  queue: { readonly closing?: C } | null,
  at: Instant,
): C | null {
  const { closing } = queue ?? {};
  if (closing === undefined) return null;
  return closing.reopensAt === undefined || at < closing.reopensAt ? closing : null;
}

export interface ClosingWish {
  readonly reason: string;
  readonly announcement: string;
  readonly announcementEn?: string | undefined;
  readonly reopensAt?: Instant | undefined;
}

/**
 * 关闭队列; of one that is closed, another text, reason or end. Whoever waits in it keeps their place.
 * Refusal: `end-not-ahead`.
 */
export function closeQueue(
  queue: QueueClosing,
  { reason, announcement, announcementEn, reopensAt }: ClosingWish,
  at: Instant,
  { id: actorId, name: actorName }: Pick<Actor, "id" | "name">,
): Result<Body<QueueClosing>, "end-not-ahead"> {
  if (reopensAt !== undefined && reopensAt <= at) return refuse("end-not-ahead");
  const english = announcementEn === undefined ? {} : { announcementEn };
  const end = reopensAt === undefined ? {} : { reopensAt };
  const said = { reason, announcement, ...english, ...end };
  return ok({ id: queue.id, closing: { ...said, at, actorId, actorName } });
}

/** 重新开放, the inverse. Refusal: `queue-not-closed`, also once it has ended by itself. */
export function reopenQueue(
  queue: QueueClosing,
  at: Instant,
): Result<Body<QueueClosing>, "queue-not-closed"> {
  return closingAt(queue, at) === null ? refuse("queue-not-closed") : ok({ id: queue.id });
}
