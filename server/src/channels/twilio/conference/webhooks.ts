import { conferenceHook, deskHook } from "@warmline/shared/twilio/talk-api.ts";
import type { Deps } from "../../../platform/deps.ts";
import type { SignatureStrategy } from "../../../platform/webhooks/signature.ts";
import { receive, type WebhookRoute } from "../../../platform/webhooks/webhook.ts";
import type { Account } from "../account.ts";
import { reachOf } from "../reach.ts";
import { deskCommand } from "./desk.ts";
import { followParties, partyKey } from "./told.ts";
import { deskTwiml } from "./twiml.ts";

/** The doors by which people talk. */
export function conferenceWebhooks(
  deps: Deps,
  account: Account,
  signature: SignatureStrategy,
): WebhookRoute[] {
  return [
    receive(deps, deskHook, {
      signature,
      eventId: ({ CallSid }) => `${CallSid} desk`,
      command: deskCommand(account),
      input: (body) => body,
      answer: (join) => deskTwiml(join, reachOf(deps.config)?.doorsUrl),
    }),
    receive(deps, conferenceHook, {
      signature,
      eventId: partyKey,
      command: followParties(account),
      // The line that it tells of is somebody's own; the conference is named after the call.
      input: (body) => ({ ...body, CallSid: body.FriendlyName }),
    }),
  ];
}
