import { z } from "zod";
import { disposition, skill } from "../acd/rows.ts";
import { endpoint } from "../api/endpoint.ts";
import { done, id, reason, text } from "../api/fields.ts";
import { chatdeskPermissions } from "./permissions.ts";
import { deskChatRow } from "./rows.ts";

export const chatdeskRefusals = {
  "chat-unknown": 404,
  "chat-over": 409,
  "chat-elsewhere": 409,
  "chat-not-in-hand": 409,
  "resident-gone": 409,
} as const;

/** Of one message by an agent: less than any platform takes. */
export const WORDS_MAX = 600;

const nothing = z.strictObject({});
const ofChat = z.strictObject({ id });
const NOT_MINE = ["chat-unknown", "chat-over", "chat-elsewhere"] as const;

/** What an agent does with a chat; each answers the chat after it. */
function chatEndpoint<B extends z.ZodType, const R extends string>(
  verb: string,
  summary: string,
  body: B,
  refusals: readonly R[],
) {
  return endpoint({
    name: `chatdesk.${verb}`,
    method: "post",
    path: `/api/chatdesk/chats/:id/${verb}`,
    permit: chatdeskPermissions.serve,
    summary,
    params: ofChat,
    body,
    answer: deskChatRow,
    refusals,
  });
}

export const take = chatEndpoint("take", "Take the chat that is offered", nothing, NOT_MINE);
export const decline = chatEndpoint(
  "decline",
  "Let the chat that is offered go to somebody else",
  nothing,
  NOT_MINE,
);
export const transfer = chatEndpoint(
  "transfer",
  "Hand the chat on, to another skill or to one agent; it keeps its place",
  z.strictObject({ skill: skill.optional(), agentId: id.optional() }),
  ["chat-unknown", "transfer-to-oneself", "chat-over", "chat-elsewhere"],
);
export const seeChat = chatEndpoint("see", "What was written until now is read", nothing, NOT_MINE);
export const say = chatEndpoint(
  "say",
  "Write to whoever is there; it is sent by the outbox",
  z.strictObject({ text: text(WORDS_MAX) }),
  [...NOT_MINE, "resident-gone", "quota-spent"],
);
export const finish = chatEndpoint(
  "finish",
  "End the chat, with what it was about; they are then asked how it was",
  z.strictObject({ disposition }),
  NOT_MINE,
);

export const readMedia = endpoint({
  name: "chatdesk.read-media",
  method: "get",
  path: "/api/chatdesk/chats/:id/media/:mediaId",
  permit: chatdeskPermissions.serve,
  summary: "A picture or voice message of a chat in hand, for whoever may look into it",
  params: z.strictObject({ id, mediaId: id }),
  reads: { what: "file" },
  answer: z.instanceof(Uint8Array),
  refusals: ["not-found"],
});

export const typing = endpoint({
  name: "chatdesk.typing",
  method: "post",
  path: "/api/chatdesk/chats/:id/typing",
  permit: chatdeskPermissions.serve,
  key: false,
  summary: "Show them that somebody is writing, where the platform can; nothing of it is kept",
  params: ofChat,
  body: nothing,
  answer: done,
  refusals: NOT_MINE,
});
/** An agent who writes on says so again after this long, ms; more often is one time. */
export const TYPING_EVERY_MS = 5_000;

const aboutCase = z.strictObject({ caseId: id });
const NOT_TO_LINK = ["chat-unknown", "chat-elsewhere", "case-not-found"] as const;

export const linkCase = chatEndpoint("link-case", "The chat is about this case", aboutCase, [
  ...NOT_TO_LINK,
  "already-linked",
  "too-many-linked",
]);
export const unlinkCase = chatEndpoint(
  "unlink-case",
  "The inverse: it is not about it",
  aboutCase,
  [...NOT_TO_LINK, "not-linked"],
);

export const takeBack = endpoint({
  name: "chatdesk.take-back",
  method: "post",
  path: "/api/chatdesk/chats/:id/take-back",
  permit: chatdeskPermissions.steer,
  summary:
    "Take a chat from its agent back into the queue, in its place: undoes a mistaken transfer",
  params: ofChat,
  body: z.strictObject({ reason }),
  answer: deskChatRow,
  refusals: ["chat-unknown", "chat-over", "chat-not-in-hand"],
});
