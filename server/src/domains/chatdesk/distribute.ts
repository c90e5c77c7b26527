import { mayBeOffered } from "@warmline/shared/acd/capacity.ts";
import { pausedFor, signOff } from "@warmline/shared/acd/rules.ts";
import { deskChats } from "@warmline/shared/chatdesk/model.ts";
import { offer } from "@warmline/shared/chatdesk/rules.ts";
import { agentWrites, distributeCommand } from "../acd/index.ts";
import { chatWrites } from "./desk-chat.ts";

/** Offers each waiting chat to the agent whose turn it is. It has no refusals. */
export const distribute = distributeCommand({
  name: "chatdesk.distribute",
  of: deskChats,
  isFree: mayBeOffered,
  give: (chat, agent, at) => chatWrites({ chat, agent }, offer(chat, agent, at), at),
  /** With chats in hand they are only offered no more: a supervisor takes these back. */
  retire(agent, at) {
    const left = signOff(agent, null, at);
    const next = left.ok ? left.value.agent : pausedFor(agent, "no-answer", at);
    return next === undefined ? [] : agentWrites(agent, next, at);
  },
});
