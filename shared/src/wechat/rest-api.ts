import { z } from "zod";
import { account, mediaId, token, typed, word } from "./fields-api.ts";

/** What WeChat's interfaces answer, as far as we read it. */

export const tokenAnswer = z.object({
  access_token: z.string().min(1),
  /** Seconds. */
  expires_in: z.number(),
});

/** 0 or none: done. */
export const doneAnswer = z.object({ errcode: z.number().default(0) });

/** 微信客服, 读取消息. */
export const syncAnswer = z.object({
  next_cursor: z.string().max(512),
  has_more: z.number().default(0),
  /** Each is looked at for itself: one that nobody expected keeps none of the others away. */
  msg_list: z.array(z.unknown()).max(1_000).default([]),
});

export const stateAnswer = z.object({ service_state: z.number() });

/** 3: of whoever writes to us; 4: of the platform; 5: of a person in 企业微信. */
export const serviceMessage = z.object({
  msgid: z.string().min(1).max(128),
  /** Seconds since 1970. */
  send_time: z.number(),
  origin: z.number(),
  msgtype: word,
  external_userid: account.optional(),
  text: z.object({ content: typed(4_096) }).optional(),
  image: z.object({ media_id: mediaId }).optional(),
  voice: z.object({ media_id: mediaId }).optional(),
  event: z
    .object({
      event_type: word,
      fail_msgid: z.string().max(128).optional(),
      fail_type: z.number().optional(),
      /** Whose it is; of an event it stands nowhere else. */
      external_userid: account.optional(),
      /** Of who enters and did not write lately: good for one message, within 20 s. */
      welcome_code: token.optional(),
    })
    .optional(),
});
export type ServiceMessage = z.output<typeof serviceMessage>;

/** Whose it is; undefined: nobody's. */
export function userOf({ external_userid: sender, event }: ServiceMessage): string | undefined {
  return sender ?? event?.external_userid;
}
