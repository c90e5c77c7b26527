import { z } from "zod";
import { UNWANTED_IN_TEXT } from "../api/fields.ts";
import { webhook } from "../api/webhook.ts";
import { chatPermissions } from "../chats/permissions.ts";

/** As WeChat numbers messages; larger than a number can be told apart. */
const number = z.string().regex(/^\d{1,20}$/, "not-a-number");
const account = z.string().regex(/^[\w-]{1,64}$/, "not-an-openid");
const word = z.string().regex(/^\w{1,40}$/, "not-a-word");
const UNWANTED = new RegExp(UNWANTED_IN_TEXT, "gu");

/** As people type and paste it: nobody is refused for a mark that nobody sees. */
const typed = (max: number) =>
  z
    .string()
    .max(max)
    .overwrite((text) => text.toWellFormed().replace(UNWANTED, "").trim());

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
      Event: word.optional(),
      EventKey: typed(256).optional(),
    }),
  }),
  answer: "text",
  refusals: ["conversation-unknown", "conversation-over", "turn-reused"],
});
