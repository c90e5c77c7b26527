import { wechatManifest } from "@warmline/shared/wechat/manifest.ts";
import { bringChatLine } from "../../domains/chats/index.ts";
import type { Module } from "../../platform/module.ts";
import { accountName, officialAccountOf } from "./account.ts";
import { officialLine } from "./line.ts";
import { officialWebhooks } from "./webhooks.ts";

/** 微信. Without an account its door is not there: nothing could be checked at it. */
export const wechatModule: Module = {
  manifest: wechatManifest,
  webhooks(deps) {
    const account = officialAccountOf(deps.config);
    if (account === null) return [];
    const line = officialLine(deps, account);
    bringChatLine(deps.config, accountName(account), line);
    return officialWebhooks(deps, account, line);
  },
};
