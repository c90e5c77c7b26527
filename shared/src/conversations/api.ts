import { z } from "zod";
import { endpoint } from "../api/endpoint.ts";
import { id, instant } from "../api/fields.ts";
import { subjectsOf } from "../api/reads.ts";
import { CONVERSATION_CHANNELS, CONVERSATION_STATES, TURN_KINDS } from "./model.ts";
import { conversationPermissions } from "./permissions.ts";

export const conversationRefusals = {
  "conversation-unknown": 404,
  "turn-reused": 409,
  "conversation-over": 410,
} as const;

const turn = z.strictObject({
  at: instant,
  kind: z.enum(TURN_KINDS),
  /** As it came; of a second factor only how many digits. */
  text: z.string(),
  /** As it was told, sentence by sentence. */
  replied: z.array(z.string()).readonly(),
  /** 图片和语音 that came with it; the file is null until it hangs on a case. */
  media: z
    .strictObject({ kind: z.enum(["picture", "voice"]), fileId: z.string().nullable() })
    .nullable(),
  /** Which person wrote it. */
  agentName: z.string().optional(),
});

export const readConversation = endpoint({
  name: "conversations.read",
  method: "get",
  path: "/api/conversations/:id",
  permit: conversationPermissions.read,
  summary: "What was said in a conversation, for whoever goes on with it; a day later it is gone",
  params: z.strictObject({ id }),
  reads: { what: "conversation", of: ({ params }) => subjectsOf("conversations", [params.id]) },
  answer: z.strictObject({
    id: z.string(),
    channel: z.enum(CONVERSATION_CHANNELS),
    state: z.enum(CONVERSATION_STATES),
    language: z.enum(["zh", "en"]),
    startedAt: instant,
    lastAt: instant,
    /** What is personal was removed. */
    expired: z.boolean(),
    phone: z.string().nullable(),
    householdId: z.string().nullable(),
    caseIds: z.array(z.string()).readonly(),
    /** 1 satisfied, 2 neither, 3 not satisfied. */
    score: z.int().nullable(),
    /** The newest, oldest first. */
    turns: z.array(turn).readonly(),
    turnCount: z.int(),
  }),
  refusals: ["not-found"],
});
export type ConversationAnswer = z.input<typeof readConversation.answer>;
