import type { Capability } from "@warmline/bots/core/capability.ts";
import type { Event, Expected, Intent, RepairCheck } from "@warmline/bots/core/event.ts";
import type { Reply } from "@warmline/bots/say/said.ts";
import type { ConversationChannel } from "@warmline/shared/conversations/model.ts";

/** What somebody said or pressed. */
export type SaidEvent = Extract<Event, { readonly kind: "keys" | "said" | "silence" | "media" }>;

/** What a turn comes of: what they said, or what became of their wish for a person. */
export type TurnEvent = SaidEvent | Extract<Event, { readonly kind: "served" | "unattended" }>;

export interface TurnInput {
  readonly conversationId: string;
  /** The channel's own id of it: the same turn is answered the same, however often it comes. */
  readonly turnId: string;
  readonly event: TurnEvent;
}

export interface BeginInput {
  readonly channel: ConversationChannel;
  /** The channel's id of the conversation, such as a call's. */
  readonly externalId: string;
  readonly turnId: string;
  /** E.164; absent: withheld. */
  readonly phone?: string | undefined;
  /** 会话窗 of whoever writes, with the households that are bound to it. */
  readonly chat?: { readonly id: string; readonly boundIds: readonly string[] } | undefined;
  /** What they wrote first. */
  readonly first?: string | undefined;
  /** What they sent first. */
  readonly sent?: "picture" | "voice" | undefined;
  readonly language?: "zh" | "en" | undefined;
  readonly capability: Capability;
  /** We call them, for this. */
  readonly check?: RepairCheck | undefined;
}

/** What the channel says and does now. */
export interface TurnAnswer {
  readonly conversationId: string;
  readonly language: "zh" | "en";
  readonly replies: readonly Reply[];
  /** Null: nothing, a person has it or it is over. */
  readonly expects: Expected | null;
  /** Done in this turn's commit; the channel acts upon `person` and `end`. */
  readonly intents: readonly Intent[];
  readonly householdId: string | null;
  /** What came of the conversation so far. */
  readonly caseIds: readonly string[];
  /** `collection/id` of what of people was told, for the access log. */
  readonly shown: readonly string[];
}

export type TurnCode = "conversation-unknown" | "conversation-over" | "turn-reused";
