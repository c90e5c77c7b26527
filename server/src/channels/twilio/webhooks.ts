import * as api from "@warmline/shared/twilio/api.ts";
import { noteShown } from "../../domains/conversations/index.ts";
import type { Caller } from "../../platform/commands/caller.ts";
import type { Deps } from "../../platform/deps.ts";
import { receive, type WebhookRoute } from "../../platform/webhooks/webhook.ts";
import type { Account } from "./account.ts";
import * as commands from "./commands.ts";
import { conferenceWebhooks } from "./conference/webhooks.ts";
import { numberIn } from "./door.ts";
import { callIn, ringBackIn } from "./ring-back/door.ts";
import { twilioSignature } from "./signature.ts";
import { smsWebhook } from "./sms/webhook.ts";
import type { Talked } from "./talk.ts";
import { talkTwiml, twiml } from "./twiml.ts";
import { waitingWebhooks } from "./waiting-webhooks.ts";

/** The doors of the telephone, each known again by what is signed alone. */
export function twilioWebhooks(deps: Deps, account: Account): WebhookRoute[] {
  const signature = twilioSignature(account.tokens);
  const done = (caller: Caller, { answer }: Talked) => noteShown(deps, caller, answer);
  return [
    receive(deps, api.voiceHook, {
      signature,
      eventId: ({ CallSid }) => CallSid,
      command: commands.arrive(account),
      input: (body) => body,
      answer: talkTwiml,
      done,
    }),
    receive(deps, api.campaignHook, {
      signature,
      eventId: ({ CallSid }, query) => (query.has("contact") ? CallSid : null),
      command: commands.reach(account),
      input: (body, query) => ({ ...body, contact: query.get("contact") ?? "" }),
      answer: talkTwiml,
      done,
    }),
    receive(deps, api.turnHook, {
      signature,
      eventId: ofTurn,
      command: commands.goOn(account),
      input: (body, query) => ({ ...body, turn: turnOf(query) ?? 0, callId: callIn(query) }),
      answer: talkTwiml,
      done,
    }),
    ...waitingWebhooks(deps, account, signature),
    receive(deps, api.messageHook, {
      signature,
      eventId: ofTurn,
      command: commands.hear(account),
      input: (body, query) => ({ ...body, turn: turnOf(query) ?? 0, callId: callIn(query) }),
      answer: twiml,
    }),
    receive(deps, api.statusHook, {
      signature,
      eventId: (body) => `${body.CallSid} ${commands.statusKey(body)}`,
      command: commands.followStatus(account),
      input(body, query) {
        const ringBack = ringBackIn(query);
        return ringBack === null ? body : { ...body, ringBack };
      },
    }),
    receive(deps, api.recordingHook, {
      signature,
      eventId: ({ CallSid, RecordingSid }) => `${CallSid} ${RecordingSid}`,
      command: commands.keepRecording(account),
      input: (body) => body,
    }),
    ...conferenceWebhooks(deps, account, signature),
    smsWebhook(deps, account, signature),
    receive(deps, api.fallbackHook, {
      signature,
      eventId: (body) => `${body.CallSid} ${commands.failureKey(body)}`,
      command: commands.failOver(account),
      input: (body) => body,
      answer: twiml,
    }),
  ];
}

function ofTurn({ CallSid }: { readonly CallSid: string }, query: URLSearchParams): string | null {
  const turn = turnOf(query);
  return turn === null ? null : `${CallSid} ${turn}`;
}

function turnOf(query: URLSearchParams): number | null {
  return numberIn(query, "turn");
}
