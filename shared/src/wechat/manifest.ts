import { manifest } from "../api/manifest.ts";
import { gatewayHook, officialHook, serviceHook } from "./api.ts";

/** 微信. */
export const wechatManifest = manifest("wechat", {
  webhooks: [officialHook, serviceHook, gatewayHook],
  refusals: { "account-unknown": 404 },
});
