import { z } from "zod";
import { UNWANTED_IN_TEXT } from "../api/fields.ts";

/** As WeChat numbers messages; larger than a number can be told apart. */
export const number = z.string().regex(/^\d{1,20}$/, "not-a-number");
export const account = z.string().regex(/^[\w-]{1,64}$/, "not-an-openid");
/** Of a gateway. */
export const name = z.string().regex(/^[\w-]{1,40}$/, "not-a-word");
export const word = z.string().regex(/^\w{1,40}$/, "not-a-word");
export const token = z.string().regex(/^[\w+/=.-]{1,256}$/, "not-a-token");
/** Of a picture or voice message, as WeChat keeps it for three days. */
export const mediaId = z.string().regex(/^[\w-]{1,200}$/, "not-a-word");
const UNWANTED = new RegExp(UNWANTED_IN_TEXT, "gu");

/** As people type and paste it: nobody is refused for a mark that nobody sees. */
export const typed = (max: number) =>
  z
    .string()
    .max(max)
    .overwrite((text) => text.toWellFormed().replace(UNWANTED, "").trim());
