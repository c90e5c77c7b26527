import { wechatManifest } from "@warmline/shared/wechat/manifest.ts";
import { serviceCursors } from "@warmline/shared/wechat/model.ts";
import { bringChatLine } from "../../domains/chats/index.ts";
import { naming } from "../../platform/audit/subjects.ts";
import type { Deps } from "../../platform/deps.ts";
import type { Job } from "../../platform/jobs/job.ts";
import type { Module } from "../../platform/module.ts";
import type { WebhookRoute } from "../../platform/webhooks/webhook.ts";
import { accountName, officialAccountOf } from "./account.ts";
import { officialLine } from "./line.ts";
import { gatewayLines, gatewayName } from "./gateway/line.ts";
import { gatewayWebhooks } from "./gateway/webhooks.ts";
import { serviceName } from "./service/account.ts";
import { serviceLine, serviceOf } from "./service/line.ts";
import { pullAllJob, pullAtStart, pullJob } from "./service/pull-job.ts";
import { serviceWebhooks } from "./service/webhooks.ts";
import { officialWebhooks } from "./webhooks.ts";

/** 微信. Without an account a door is not there: nothing could be checked at it. */
export const wechatModule: Module = {
  manifest: wechatManifest,
  collections: [serviceCursors],
  webhooks: (deps) => [...officialDoor(deps), ...serviceDoor(deps), ...gatewayDoor(deps)],
  jobs: [pullJob as Job, pullAllJob],
  follow: pullAtStart,
  subjects: [naming({ collection: serviceCursors, name: ({ id }) => ({ text: id }) })],
};

/** 公众号. */
function officialDoor(deps: Deps): WebhookRoute[] {
  const account = officialAccountOf(deps.config);
  if (account === null) return [];
  const line = officialLine(deps, account);
  bringChatLine(deps.config, accountName(account), line);
  return officialWebhooks(deps, account, line);
}

/** Wechaty. */
function gatewayDoor({ config, ...deps }: Deps): WebhookRoute[] {
  const { WECHATY_SECRET: secret, WECHATY_GATEWAYS: gateways } = config;
  if (secret === undefined || gateways === undefined) return [];
  const lines = gatewayLines({ secret, gateways, clock: deps.clock });
  for (const [name, line] of lines) bringChatLine(config, gatewayName(name), line);
  return gatewayWebhooks({ ...deps, config }, secret, lines);
}

/** 微信客服. */
function serviceDoor(deps: Deps): WebhookRoute[] {
  const service = serviceOf(deps);
  if (service === null) return [];
  for (const openKfId of service.account.openKfIds) {
    bringChatLine(deps.config, serviceName(openKfId), serviceLine(service, openKfId));
  }
  return serviceWebhooks(deps, service.account);
}
