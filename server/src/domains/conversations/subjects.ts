import { conversations } from "@warmline/shared/conversations/model.ts";
import { formatMessage } from "@warmline/shared/messages/index.ts";
import { formatInstant } from "@warmline/shared/kernel/time.ts";
import { naming } from "../../platform/audit/subjects.ts";

export const conversationSubjects = [
  naming({
    collection: conversations,
    name({ channel, startedAt }, { language }) {
      const through = formatMessage(language, `conversations.channel.${channel}`);
      return { text: `${through} ${formatInstant(startedAt)}` };
    },
  }),
];
