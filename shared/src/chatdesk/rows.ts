import { z } from "zod";
import { skill, tongue } from "../acd/rows.ts";
import { id, instant } from "../api/fields.ts";
import { DESK_CHAT_STATES } from "./model.ts";

/** A chat that wants a person, or has one; it names nobody who writes. */
export const deskChatRow = z.strictObject({
  id,
  rev: z.int().min(0),
  skill,
  tongue: tongue.optional(),
  branchIds: z.array(id).readonly().optional(),
  state: z.enum(DESK_CHAT_STATES),
  enteredAt: instant,
  since: instant,
  agentId: id.optional(),
  agentName: z.string().optional(),
  offeredUntil: instant.optional(),
  wantedAgentId: id.optional(),
  answeredAt: instant.optional(),
  unread: z.int().min(0),
  heardAt: instant,
});
export type DeskChatRow = z.output<typeof deskChatRow>;

/** 常用语; at revision 0 the program's own, that nobody has touched. */
export const answerRow = z.strictObject({
  id,
  rev: z.int().min(0),
  shortcut: z.string(),
  text: z.string(),
  textEn: z.string().optional(),
  retired: z.boolean(),
});
export type AnswerRow = z.output<typeof answerRow>;
