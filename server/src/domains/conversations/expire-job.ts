import {
  conversations,
  withoutPersonal,
  type Conversation,
} from "@warmline/shared/conversations/model.ts";
import { expiryCommand } from "../../platform/commands/expiry.ts";
import { expiry, expiryJob } from "../../platform/jobs/expiry-job.ts";

/** It has no refusals. */
export const expireConversation = expiryCommand<Conversation>({
  name: "conversations.expire",
  of: conversations,
  without: withoutPersonal,
});

export const expireJob = expiryJob({
  name: "conversations.expire",
  actor: { id: "conversations-expiry", name: "对话到期" },
  deadlineMs: 300_000,
  expiries: [expiry(conversations, expireConversation)],
});
