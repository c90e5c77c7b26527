import { manifest } from "../api/manifest.ts";
import { officialHook, serviceHook } from "./api.ts";

/** 微信. */
export const wechatManifest = manifest("wechat", { webhooks: [officialHook, serviceHook] });
