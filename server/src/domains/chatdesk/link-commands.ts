import { within } from "@warmline/shared/access/scope.ts";
import { cases } from "@warmline/shared/cases/model.ts";
import { linked, unlinked } from "@warmline/shared/conversations/linked-cases.ts";
import { conversations, type Conversation } from "@warmline/shared/conversations/model.ts";
import { mapOk, ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { replace } from "@warmline/shared/store/write.ts";
import { command, type Command } from "../../platform/commands/command.ts";
import { loadOwn, type OneChat } from "./agent-commands.ts";

interface OnCase extends OneChat {
  readonly caseId: string;
}

type Linking = "chat-unknown" | "chat-elsewhere" | "case-not-found";

interface Declared<C extends string> {
  readonly name: string;
  readonly rule: (conversation: Conversation, caseId: string) => Result<Conversation, C>;
}

/**
 * By whoever has the chat, or had it last. A case that they may not see is none to them. Refusals,
 * in this order: `chat-unknown`, `chat-elsewhere`, `case-not-found`, then those of the rule.
 */
function linkCommand<C extends string>({
  name,
  rule,
}: Declared<C>): Command<OnCase, Conversation, OneChat, C | Linking> {
  return command<OnCase, Conversation, OneChat, C | Linking>({
    name,
    scope: "anywhere",
    async load(reads, { id, caseId }, moment) {
      const own = await loadOwn(reads, id, moment);
      if (!own.ok) return own;
      if (own.value.chat.agentId !== own.value.agent.id) return refuse("chat-elsewhere");
      const conversation = await reads.get(conversations, id);
      if (conversation === null) return refuse("chat-unknown");
      const found = await reads.get(cases, caseId);
      const theirs = found !== null && within(moment.actor, { branchId: found.branchId });
      return theirs ? ok(conversation) : refuse("case-not-found");
    },
    decide: (conversation, { id, caseId }) =>
      mapOk(rule(conversation, caseId), (next) => ({
        value: { id },
        writes: [replace(conversations, conversation, next)],
        subjects: [`${conversations.name}/${id}`, `${cases.name}/${caseId}`],
      })),
  });
}

/**
 * 关联工单. Refusals, in this order: `chat-unknown`, `chat-elsewhere`, `case-not-found`,
 * `already-linked`, `too-many-linked`.
 */
export const linkCase = linkCommand({ name: "chatdesk.link-case", rule: linked });

/**
 * 取消关联, its inverse. Refusals, in this order: `chat-unknown`, `chat-elsewhere`,
 * `case-not-found`, `not-linked`.
 */
export const unlinkCase = linkCommand({ name: "chatdesk.unlink-case", rule: unlinked });
