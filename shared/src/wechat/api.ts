import { z } from "zod";
import { webhook } from "../api/webhook.ts";
import { chatPermissions } from "../chats/permissions.ts";
import { account, mediaId, name, number, token, typed, word } from "./fields-api.ts";

export const officialHook = webhook({
  name: "wechat.official",
  channel: "wechat",
  path: "/hooks/wechat/official",
  permit: chatPermissions.tell,
  summary: "What somebody wrote to the official account (公众号), or did in it",
  format: "xml",
  /** In AES mode it is in an envelope, opened before it is looked at. */
  body: z.object({
    xml: z.object({
      ToUserName: account,
      FromUserName: account,
      CreateTime: number,
      MsgType: word,
      MsgId: number.optional(),
      Content: typed(4_096).optional(),
      /** 语音识别结果, where the account has it. */
      Recognition: typed(4_096).optional(),
      MediaId: mediaId.optional(),
      Event: word.optional(),
      EventKey: typed(256).optional(),
    }),
  }),
  answer: "text",
  refusals: ["conversation-unknown", "conversation-over", "turn-reused"],
});

export const gatewayHook = webhook({
  name: "wechat.gateway",
  channel: "wechat",
  path: "/hooks/wechat/gateway",
  permit: chatPermissions.tell,
  summary: "What somebody wrote to an account that a gateway (Wechaty) holds",
  format: "json",
  body: z.object({
    /** As the gateway is called in our settings. */
    account: name,
    userId: account,
    /** The message's: the same again is the same message. */
    id: z.string().regex(/^[\w.-]{1,80}$/, "not-an-openid"),
    kind: z.enum(["text", "picture", "voice", "media"]),
    text: typed(4_096).optional(),
  }),
  answer: "empty",
  refusals: ["conversation-unknown", "conversation-over", "turn-reused", "account-unknown"],
});

export const serviceHook = webhook({
  name: "wechat.service",
  channel: "wechat",
  path: "/hooks/wechat/service",
  permit: chatPermissions.tell,
  summary: "That there is something new in WeChat customer service (微信客服); what, is pulled",
  format: "xml",
  /** Always in an envelope, opened before it is looked at. */
  body: z.object({
    xml: z.object({
      ToUserName: account,
      CreateTime: number,
      MsgType: word,
      Event: word.optional(),
      /** By which the messages may be pulled for ten minutes. */
      Token: token.optional(),
      OpenKfId: account.optional(),
    }),
  }),
  answer: "text",
  refusals: [],
});
