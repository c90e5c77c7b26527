import { z } from "zod";
import { endpoint } from "../api/endpoint.ts";
import { instant, line } from "../api/fields.ts";

/** A phone to try our accounts in WeChat with: WeChat's side of it is simulated by the server. */

/** As WeChat calls somebody who follows. */
const user = z.string().regex(/^[\w-]{1,40}$/, "not-an-openid");

/** 公众号, 微信客服. */
export const CHAT_DOORS = ["official", "service"] as const;
export type ChatDoor = (typeof CHAT_DOORS)[number];
const door = z.enum(CHAT_DOORS);

const chat = z.strictObject({
  followed: z.boolean(),
  /** Somebody writes to them. */
  typing: z.boolean(),
  /** The oldest first. */
  shown: z
    .array(z.strictObject({ by: z.enum(["resident", "account"]), at: instant, text: z.string() }))
    .readonly(),
});
export type SimulatedChat = z.output<typeof chat>;

const refusals = ["no-demo-chat"] as const;

const readChats = endpoint({
  name: "demo.chats",
  method: "get",
  path: "/api/demo/chats",
  permit: "public",
  summary: "As which residents of the demo city one may write, with what proves their household",
  answer: z.strictObject({
    /** Those that are simulated. */
    doors: z.array(door).readonly(),
    residents: z.array(
      z.strictObject({
        user: z.string(),
        household: z.string(),
        /** The last four of a phone on file. */
        phoneTail: z.string(),
      }),
    ),
  }),
  refusals,
});

const readChat = endpoint({
  name: "demo.chat",
  method: "get",
  path: "/api/demo/chats/:user",
  permit: "public",
  summary: "What stands in a resident's chat by now",
  params: z.strictObject({ user }),
  query: z.strictObject({ door }),
  answer: chat,
  refusals,
});

const chatEvent = endpoint({
  name: "demo.chat-event",
  method: "post",
  path: "/api/demo/chats/:user",
  permit: "public",
  key: false,
  summary: "What a resident does in WeChat: writes, chooses from the menu, follows",
  params: z.strictObject({ user }),
  query: z.strictObject({ door }),
  body: z.strictObject({
    event: z.enum(["said", "click", "follow", "leave"]),
    text: line(500).optional(),
  }),
  answer: chat,
  refusals,
});
export type ChatDeed = z.output<NonNullable<typeof chatEvent.body>>;

/** As a phone sends them: smaller than what it keeps. */
const PICTURE_BYTES_MAX = 4 * 1024 * 1024;

const chatPicture = endpoint({
  name: "demo.chat-picture",
  method: "post",
  path: "/api/demo/chats/:user/picture",
  permit: "public",
  summary: "A picture that a resident sends in WeChat",
  params: z.strictObject({ user }),
  query: z.strictObject({ door }),
  upload: { limitBytes: PICTURE_BYTES_MAX },
  answer: chat,
  refusals,
});

export const chatEndpoints = { readChats, readChat, chatEvent, chatPicture };
