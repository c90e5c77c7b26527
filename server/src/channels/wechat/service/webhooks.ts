import type { z } from "zod";
import { ok } from "@warmline/shared/kernel/result.ts";
import { serviceHook } from "@warmline/shared/wechat/api.ts";
import type { Deps } from "../../../platform/deps.ts";
import type { WebhookRoute } from "../../../platform/webhooks/webhook.ts";
import { unseal } from "../envelope.ts";
import { openedXml, sealedSignature } from "../signature.ts";
import type { ServiceAccount } from "./account.ts";
import { pullJob } from "./pull-job.ts";

type Told = z.output<typeof serviceHook.body>["xml"];

/**
 * The door of 微信客服: it tells that there is something, and a job pulls it. The job is durable
 * before it is answered, and no fact of ours: it needs no command.
 */
export function serviceWebhooks(deps: Deps, account: ServiceAccount): WebhookRoute[] {
  const { corpId: receiver, aesKey, openKfIds, token } = account;
  return [
    {
      webhook: serviceHook,
      signature: sealedSignature(token, deps.clock),
      open: (body) => openedXml({ receiver, aesKey }, body),
      eventId: (body) => eventIdOf((body as { readonly xml: Told }).xml),
      async run({ key = "" }, body) {
        const { OpenKfId: openKfId = "", Token: pullToken } = (body as { readonly xml: Told }).xml;
        if (openKfIds.includes(openKfId)) {
          await deps.jobs.enqueue(pullJob, { key, payload: { openKfId, token: pullToken } });
        }
        return ok("success");
      },
      greet: (query) => unseal({ receiver, aesKey }, query.get("echostr") ?? ""),
    },
  ];
}

function eventIdOf({ OpenKfId = "", Token = "", CreateTime, Event = "" }: Told): string {
  return `${OpenKfId} ${CreateTime} ${Event} ${Token}`;
}
