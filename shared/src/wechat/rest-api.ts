import { z } from "zod";

/** What WeChat's interface answers, as far as we read it. */

export const tokenAnswer = z.object({
  access_token: z.string().min(1),
  /** Seconds. */
  expires_in: z.number(),
});

/** 0 or none: done. */
export const sendAnswer = z.object({ errcode: z.number().default(0) });
