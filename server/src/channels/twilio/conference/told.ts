import type { z } from "zod";
import { ok } from "@warmline/shared/kernel/result.ts";
import { instantOf } from "@warmline/shared/kernel/time.ts";
import type { conferenceHook } from "@warmline/shared/twilio/talk-api.ts";
import type { Account } from "../account.ts";
import { lineCommand } from "../line-command.ts";

type Body = z.output<typeof conferenceHook.body>;

/** As the carrier counts what happens in a conference. */
export function partyKey({ ConferenceSid, SequenceNumber }: Body): string {
  return `${ConferenceSid} ${SequenceNumber}`;
}

/**
 * Who came into a call's talk, and who left it. Refusals, in this order: `other-account`,
 * `call-full`.
 */
export function followParties(account: Account) {
  return lineCommand({
    name: "calls.follow-parties",
    account,
    tell: (input: Body & { readonly CallSid: string }) =>
      ok({
        event: {
          key: partyKey(input),
          kind: input.StatusCallbackEvent === "participant-join" ? "joined" : "left",
          party: input.ParticipantLabel,
          ...(input.Timestamp === undefined ? {} : { at: instantOf(Date.parse(input.Timestamp)) }),
        } as const,
      }),
    value: () => null,
  });
}
