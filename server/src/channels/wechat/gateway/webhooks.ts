import type { z } from "zod";
import { mapOk, refuse } from "@warmline/shared/kernel/result.ts";
import { gatewayHook } from "@warmline/shared/wechat/api.ts";
import { hearCommand, type ChatEvent, type ChatLine } from "../../../domains/chats/index.ts";
import { noteShown } from "../../../domains/conversations/index.ts";
import { runCommand } from "../../../platform/commands/run-command.ts";
import type { Deps } from "../../../platform/deps.ts";
import { hmacSignature } from "../../../platform/webhooks/signatures.ts";
import type { WebhookRoute } from "../../../platform/webhooks/webhook.ts";
import { gatewayName, HEADERS } from "./line.ts";

type Told = z.output<typeof gatewayHook.body>;

/** The door of gateways: each says by its name whose account somebody wrote to. */
export function gatewayWebhooks(
  deps: Deps,
  secret: string,
  lines: ReadonlyMap<string, ChatLine>,
): WebhookRoute[] {
  return [
    {
      webhook: gatewayHook,
      signature: hmacSignature({ secrets: [secret], clock: deps.clock, ...HEADERS }),
      eventId: (body) => {
        const { account, userId, id } = body as Told;
        return `${account} ${userId} ${id}`;
      },
      async run(caller, body) {
        const told = body as Told;
        const { account: name, userId, id: turnId } = told;
        const line = lines.get(name);
        if (line === undefined) return refuse("account-unknown");
        const command = hearCommand({ account: gatewayName(name), line });
        const heard = { userId, turnId, event: eventOf(told) };
        const done = await runCommand(deps, caller, command, heard);
        if (done.ok) noteShown(deps, caller, done.value);
        return mapOk(done, () => "");
      },
    },
  ];
}

function eventOf({ id, kind, text = "" }: Told): ChatEvent {
  if (kind === "text" && text !== "") return { kind: "said", text, deed: "word" };
  // The gateway hands it out by the number of its message.
  return kind === "picture" || kind === "voice"
    ? { kind: "media", media: { id, kind } }
    : { kind: "media" };
}
