import { z } from "zod";
import { id, instant, line } from "../api/fields.ts";
import { CHATS_MAX } from "./capacity.ts";
import { DISPOSITIONS, NOTE_MAX } from "./dispositions.ts";
import {
  AGENT_STATES,
  MONITOR_MODES,
  PAUSE_REASONS,
  PAUSE_WISHES,
  QUEUED_CALL_STATES,
  QUEUE_ENDS,
  SKILL_LEVELS,
  SKILLS,
  TONGUES,
  type Skills,
} from "./model.ts";

export const skill = z.enum(SKILLS);
export const skills = z.partialRecord(skill, z.literal(SKILL_LEVELS)) as z.ZodType<Skills>;
export const tongue = z.enum(TONGUES);
export const chatCapacity = z.int().min(0).max(CHATS_MAX);
export const pauseReason = z.enum(PAUSE_REASONS);
export const pauseWish = z.enum(PAUSE_WISHES);

/** What is said to a caller before anything else must not be long. */
const ANNOUNCEMENT_MAX = 200;
const revision = z.int().min(0);

export const agentRow = z.strictObject({
  id,
  rev: revision,
  staffName: z.string(),
  skills,
  tongues: z.array(tongue).readonly().optional(),
  /** 溢出座席; left out: of the hotline. */
  overflow: z.strictObject({ branchId: id.optional() }).optional(),
  state: z.enum(AGENT_STATES),
  since: instant,
  idleSince: instant,
  callId: id.optional(),
  pauseReason: pauseReason.optional(),
  pauseNext: pauseReason.optional(),
  /** 会话上限; left out: as many as is usual. */
  chatCapacity: chatCapacity.optional(),
  /** 在手会话. */
  chatIds: z.array(id).readonly().optional(),
});
export type AgentRow = z.output<typeof agentRow>;

/** A supervisor who is in the talk. */
export const monitorRow = z.strictObject({
  staffId: id,
  staffName: z.string(),
  mode: z.enum(MONITOR_MODES),
  since: instant,
});

export const queuedCallRow = z.strictObject({
  id,
  rev: revision,
  skill,
  tongue: tongue.optional(),
  branchIds: z.array(id).readonly().optional(),
  state: z.enum(QUEUED_CALL_STATES),
  enteredAt: instant,
  since: instant.optional(),
  agentId: id.optional(),
  agentName: z.string().optional(),
  reservedUntil: instant.optional(),
  wantedAgentId: id.optional(),
  answeredAt: instant.optional(),
  /** 预约回电: how it stands; at which number is not told here. */
  ringBack: z
    .strictObject({
      askedAt: instant,
      attempts: z.int().min(0),
      notBefore: instant.optional(),
      reachedAt: instant.optional(),
    })
    .optional(),
  consult: z
    .strictObject({ agentId: id, agentName: z.string(), until: instant.optional() })
    .optional(),
  /** One who only listens is shown to those alone who may do so themselves. */
  monitor: monitorRow.optional(),
});
export type QueuedCallRow = z.output<typeof queuedCallRow>;

export const announcement = line(ANNOUNCEMENT_MAX);

/** A queue that is closed, until somebody opens it or `reopensAt` has come. */
export const closedQueueRow = z.strictObject({
  skill,
  rev: revision,
  reason: z.string(),
  announcement,
  announcementEn: announcement.optional(),
  reopensAt: instant.optional(),
  at: instant,
  actorName: z.string(),
});
export type ClosedQueueRow = z.output<typeof closedQueueRow>;

export const disposition = z.strictObject({
  about: z.enum(DISPOSITIONS),
  note: line(NOTE_MAX).optional(),
});

/** 话务记录: how a call went through the queue, and what its agents say of it. */
export const queuedCallAnswer = z.strictObject({
  ...queuedCallRow.omit({ monitor: true, consult: true }).shape,
  endedAt: instant.optional(),
  end: z.enum(QUEUE_ENDS).optional(),
  dispositions: z
    .array(
      z.strictObject({ ...disposition.shape, agentId: id, agentName: z.string(), at: instant }),
    )
    .readonly(),
});
export type QueuedCallAnswer = z.output<typeof queuedCallAnswer>;
