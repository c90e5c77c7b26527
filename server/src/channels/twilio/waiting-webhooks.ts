import { ringBackHook, waitingHook } from "@warmline/shared/twilio/api.ts";
import { makeQueueState } from "../../domains/acd/index.ts";
import { handlingNow } from "../../domains/callstats/index.ts";
import type { Deps } from "../../platform/deps.ts";
import type { SignatureStrategy } from "../../platform/webhooks/signature.ts";
import { receive, type WebhookRoute } from "../../platform/webhooks/webhook.ts";
import type { Account } from "./account.ts";
import { numberIn } from "./door.ts";
import { reachOf } from "./reach.ts";
import { callIn, ringBackIn } from "./ring-back/door.ts";
import { reachBack } from "./ring-back/reach.ts";
import { reachTwiml, waitTwiml } from "./twiml.ts";
import { waitCommand, waitingDoor } from "./waiting.ts";

/** The doors of those who wait for a person, on the line or to be rung back. */
export function waitingWebhooks(
  deps: Deps,
  account: Account,
  signature: SignatureStrategy,
): WebhookRoute[] {
  const doorsUrl = () => reachOf(deps.config)?.doorsUrl;
  return [
    receive(deps, waitingHook, {
      signature,
      eventId: ({ CallSid }, query) => `${CallSid} waiting ${waitingDoor(waitOf(query))}`,
      command: waitCommand(account, {
        queueState: makeQueueState(deps, () => handlingNow(deps)),
        ringsBack: () => account.reachesDesks && doorsUrl() !== undefined,
      }),
      input: (body, query) => ({ ...body, ...waitOf(query) }),
      answer: (waited) => waitTwiml(waited, doorsUrl()),
    }),
    receive(deps, ringBackHook, {
      signature,
      eventId: ({ CallSid }, query) => (ringBackIn(query) === null ? null : CallSid),
      command: reachBack(account),
      // Without its address it has no id, and is refused before.
      input: (body, query) => ({
        ...body,
        ringBack: ringBackIn(query) ?? { callId: "", attempt: 0 },
      }),
      answer: (reached) => reachTwiml(reached, doorsUrl()),
    }),
  ];
}

function waitOf(query: URLSearchParams) {
  return {
    look: numberIn(query, "look") ?? 0,
    rev: numberIn(query, "rev"),
    callId: callIn(query),
  };
}
