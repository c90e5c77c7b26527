import type { z } from "zod";
import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { staffOfClient } from "@warmline/shared/twilio/parties.ts";
import type { deskHook } from "@warmline/shared/twilio/talk-api.ts";
import { loadQueued } from "../../../domains/acd/index.ts";
import { command } from "../../../platform/commands/command.ts";
import type { Account } from "../account.ts";
import { partOf } from "./plan.ts";

/** As what somebody's desk comes into a call. */
export interface DeskJoin {
  readonly callId: string;
  /** Null: it is not theirs. */
  readonly label: string | null;
  /** Heard by nobody at first: who is to hear them is settled once they are in it. */
  readonly muted: boolean;
}

/**
 * Whether somebody has the call that their desk connects to: who they are says the carrier, whose
 * client shows the token that we made for them. It writes nothing. Refusal: `other-account`.
 */
export function deskCommand(account: Account) {
  return command({
    name: "calls.join",
    scope: "anywhere",
    async load(
      reads,
      { AccountSid, From, callId }: z.output<typeof deskHook.body>,
    ): Promise<Result<DeskJoin, "other-account">> {
      if (AccountSid !== account.sid) return refuse("other-account");
      const { call } = await loadQueued(reads, callId);
      const staffId = staffOfClient(From);
      const part = call === null ? null : partOf(call, staffId);
      return ok({ callId, label: part && staffId, muted: part === "monitor" });
    },
    decide: (value, { callId }) => ok({ value, writes: [], subjects: [`queuedCalls/${callId}`] }),
  });
}
