import { chatIdOf, chats, type Chat, type Opening } from "@warmline/shared/chats/model.ts";
import type { SentMedia } from "@warmline/shared/chats/media.ts";
import type { Deed } from "@warmline/shared/chats/quota.ts";
import { conversations, type Conversation } from "@warmline/shared/conversations/model.ts";
import { ok, type Result } from "@warmline/shared/kernel/result.ts";
import type { Instant } from "@warmline/shared/kernel/time.ts";
import type { Moment } from "../../platform/commands/command.ts";
import type { Reads } from "../../platform/commands/guarded-reads.ts";
import { branchesOf, loadDeskChat, type ChatAtDesk } from "../chatdesk/index.ts";
import {
  loadBeginning,
  loadTurn,
  type LoadedTurn,
  type SaidEvent,
  type TurnCode,
} from "../conversations/index.ts";
import type { ChatLine } from "./line.ts";

/** What somebody did in their chat. */
export type ChatEvent =
  /** `deed`: words of a menu that were clicked are worth less. */
  | {
      readonly kind: "said";
      readonly text: string;
      readonly deed: Deed;
      /** The voice message of which these are the words. */
      readonly media?: SentMedia | undefined;
    }
  /** `media` absent: nothing that is kept. */
  | { readonly kind: "media"; readonly media?: SentMedia | undefined }
  | { readonly kind: "followed" }
  /** They opened the chat, and may be welcomed. */
  | { readonly kind: "entered"; readonly opening: Opening }
  | { readonly kind: "left" }
  /** Nothing that we answer. */
  | { readonly kind: "other" };

export interface Heard {
  readonly userId: string;
  /** The platform's id of it: the same is heard once. */
  readonly turnId: string;
  readonly event: ChatEvent;
}

export interface OfAccount {
  readonly account: string;
  readonly line: ChatLine;
}

/** What somebody did, with all that was read for it. */
export interface LoadedHeard {
  readonly chat: Chat | null;
  /** Null: nothing is answered. */
  readonly turn: LoadedTurn | null;
  /** 会话台: where the conversation that goes on asked for a person; null: it never did. */
  readonly desk: ChatAtDesk | null;
  /** A person has it: what is said is kept, and answered by them. */
  readonly served: Conversation | null;
  /** Of the households that are known in a turn that asks for a person. */
  readonly branchIds: readonly string[];
}

const NOTHING = { turn: null, served: null, branchIds: [] } as const;

/** Refusals: those of a turn. */
export async function loadHeard(
  reads: Reads,
  of: OfAccount,
  heard: Heard,
  moment: Moment,
): Promise<Result<LoadedHeard, TurnCode>> {
  const chat = await reads.get(chats, chatIdOf(of.account, heard.userId));
  const desk = await loadDeskChat(reads, chat?.conversationId);
  const waits = desk !== null && desk.chat.state !== "ended";
  if (isSilent(heard.event, waits, moment.at)) {
    return ok({ ...NOTHING, chat, desk });
  }
  if (desk?.chat.state === "served") {
    const served = await reads.get(conversations, desk.chat.id);
    return ok({ ...NOTHING, chat, desk, served });
  }
  const turn = await loadHeardTurn(reads, of, chat, waits, heard, moment);
  return turn.ok
    ? ok({ ...NOTHING, ...(await withBranches(reads, turn.value)), chat, desk })
    : turn;
}

/** Nothing is said: who waits for a person goes on waiting, who came long ago is not welcomed. */
function isSilent(event: ChatEvent, waits: boolean, at: Instant): boolean {
  const { kind } = event;
  if (kind === "entered") return waits || event.opening.until <= at;
  return kind === "left" || kind === "other" || (kind === "followed" && waits);
}

async function withBranches(reads: Reads, turn: LoadedTurn) {
  const asks = turn.again === null && turn.driven.intents.some(({ kind }) => kind === "person");
  if (!asks) return { turn };
  const { known, household } = turn.driven.session;
  const ids = [...known, ...(household === undefined ? [] : [household])].map(({ id }) => id);
  return { turn, branchIds: await branchesOf(reads, ids) };
}

async function loadHeardTurn(
  reads: Reads,
  { account, line }: OfAccount,
  chat: Chat | null,
  waits: boolean,
  { userId, turnId, event }: Heard,
  moment: Moment,
): Promise<Result<LoadedTurn, TurnCode>> {
  const said = event.kind === "said" || event.kind === "media" ? event : null;
  const open = said === null ? null : await openConversation(reads, chat, waits, moment.at);
  if (open !== null && said !== null) {
    return loadTurn(reads, { conversationId: open, turnId, event: turnOf(said) }, moment);
  }
  const boundIds = chat?.bindings.map(({ householdId }) => householdId) ?? [];
  const begun = {
    channel: "wechat",
    externalId: moment.nextId(),
    turnId,
    language: chat?.language,
    capability: line.capability,
    chat: { id: chatIdOf(account, userId), boundIds },
    first: said?.kind === "said" ? said.text : undefined,
    sent: said?.kind === "media" ? said.media?.kind : undefined,
  } as const;
  return loadBeginning(reads, begun, moment);
}

/**
 * After so long a silence nobody remembers what was asked last, and a `1` would answer something
 * else; within it whoever looks for their contract comes back to the question.
 */
const COURSE_MS = 2 * 3_600_000;

/** Null: there is none, it is over, or nobody remembers it; who waits for a person does. */
async function openConversation(
  { get }: Pick<Reads, "get">,
  chat: Chat | null,
  waits: boolean,
  at: Instant,
): Promise<string | null> {
  const id = chat?.conversationId;
  const conversation = id === undefined ? null : await get(conversations, id);
  if (conversation === null || conversation.expired) return null;
  if (waits) return conversation.id;
  if (conversation.state !== "open") return null;
  return at - conversation.lastAt < COURSE_MS ? conversation.id : null;
}

/** As the core hears it. */
function turnOf(event: Extract<ChatEvent, { readonly kind: "said" | "media" }>): SaidEvent {
  return event.kind === "media"
    ? { kind: "media", of: event.media?.kind }
    : { kind: "said", text: event.text };
}
