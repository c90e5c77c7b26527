import { chatCapacityOf } from "@warmline/shared/acd/capacity.ts";
import { agents, type Skill, type Tongue } from "@warmline/shared/acd/model.ts";
import { mayHave } from "@warmline/shared/acd/overflow.ts";
import { DESK_CHAT_KEPT_MS, deskChats, type DeskChat } from "@warmline/shared/chatdesk/model.ts";
import { end, heard } from "@warmline/shared/chatdesk/rules.ts";
import { households } from "@warmline/shared/households/model.ts";
import { later } from "@warmline/shared/kernel/time.ts";
import type { Body } from "@warmline/shared/store/collection.ts";
import { put, replace, type Write } from "@warmline/shared/store/write.ts";
import type { Moment } from "../../platform/commands/command.ts";
import type { Reads } from "../../platform/commands/guarded-reads.ts";
import { AT_THEIR_DESKS } from "../acd/index.ts";
import { chatWrites, type ChatAtDesk } from "./desk-chat.ts";

/** For the doors of chats: what is written with a turn of the conversation. */

/** An hour of the worst morning. */
const PEOPLE_MAX = 500;

export interface Enqueued {
  readonly id: string;
  readonly chatId: string;
  readonly skill: Skill;
  readonly tongue?: Tongue | undefined;
  readonly branchIds: readonly string[];
}

/**
 * 排队, in the commit of the turn in which they asked for a person: whoever is in the queue already
 * stays in their place, whoever was served before waits anew.
 */
export function enqueueWrites(
  before: DeskChat | null,
  { id, chatId, skill, tongue, branchIds }: Enqueued,
  { at }: Pick<Moment, "at">,
): Write[] {
  if (before !== null && before.state !== "ended") return [];
  const known = {
    ...(tongue === undefined ? {} : { tongue }),
    ...(branchIds.length === 0 ? {} : { branchIds }),
    ...(before?.dispositions === undefined ? {} : { dispositions: before.dispositions }),
  };
  const chat: Body<DeskChat> = {
    id,
    chatId,
    skill,
    ...known,
    state: "waiting",
    enteredAt: at,
    since: at,
    passed: [],
    unread: 0,
    heardAt: at,
    expiresAt: later(at, DESK_CHAT_KEPT_MS),
    expired: false,
  };
  return [put(deskChats, before, chat)];
}

/** They wrote to whoever has them, or will. */
export function heardWrites({ chat }: ChatAtDesk, { at }: Pick<Moment, "at">): Write[] {
  return chat.state === "ended" ? [] : [replace(deskChats, chat, heard(chat, at))];
}

/** They have gone, or want nobody any more. */
export function leftWrites(desk: ChatAtDesk, { at }: Pick<Moment, "at">): Write[] {
  return chatWrites(desk, end(desk.chat, desk.agent, at, "abandoned"), at);
}

/** Whether anybody is at the desks who may have it: else nobody is left to wait for them. */
export async function isAttended(
  { unguarded }: Pick<Reads, "unguarded">,
  chat: Pick<DeskChat, "branchIds">,
): Promise<boolean> {
  const query = { index: "byState", where: { state: AT_THEIR_DESKS }, limit: PEOPLE_MAX };
  const there = await unguarded.find(agents, query);
  return there.some((agent) => chatCapacityOf(agent) > 0 && mayHave(agent, chat));
}

/** 前面几位: how many wait for the same. */
export function waitingFor({ unguarded }: Pick<Reads, "unguarded">, skill: Skill): Promise<number> {
  const where = { state: "waiting", skill };
  return unguarded.count(deskChats, { index: "bySkill", where });
}

export async function branchesOf(
  { unguarded }: Pick<Reads, "unguarded">,
  householdIds: readonly string[],
): Promise<string[]> {
  const found = await unguarded.getMany(households, [...new Set(householdIds)]);
  return [...new Set(found.map(({ place }) => place.branchId))];
}
