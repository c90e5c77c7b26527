import type { Capability } from "@warmline/bots/core/capability.ts";
import type { Event } from "@warmline/bots/core/event.ts";
import { newSession, type Session } from "@warmline/bots/core/session.ts";
import { withOutcomes } from "@warmline/bots/say/said.ts";
import {
  conversationId,
  conversations,
  type Conversation,
} from "@warmline/shared/conversations/model.ts";
import { households } from "@warmline/shared/households/model.ts";
import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { put } from "@warmline/shared/store/write.ts";
import type { Decision, Moment } from "../../platform/commands/command.ts";
import type { Reads } from "../../platform/commands/guarded-reads.ts";
import type { Door } from "../lookups/index.ts";
import type { Asking } from "./answers.ts";
import type { BeginInput, TurnAnswer, TurnCode, TurnInput } from "./exchange.ts";
import { drive, factsOf, type Driven } from "./drive.ts";
import { carryOut, loadIntent, type LoadedIntent } from "./intents.ts";
import { householdsOf, householdsWith, knownHousehold } from "./known-household.ts";
import { kindOf, nextConversation, textOf, type Turned } from "./record.ts";

/** A turn that came before, or one with all that was read for it. */
export type LoadedTurn = { readonly again: TurnAnswer } | NewTurn;

interface NewTurn extends Turned {
  readonly again: null;
  readonly intents: readonly LoadedIntent[];
}

/**
 * 话轮. Refusals, in this order: `conversation-unknown`, `turn-reused` for a turn that came before
 * with other content, `conversation-over` once what is personal in it was removed.
 */
export async function loadTurn(
  reads: Reads,
  { conversationId: id, turnId, event }: TurnInput,
  moment: Moment,
): Promise<Result<LoadedTurn, TurnCode>> {
  const before = await reads.get(conversations, id);
  if (before === null) return refuse("conversation-unknown");
  const again = answeredBefore(before, turnId, event);
  if (again !== null) return again;
  const session = before.session as Session | null;
  if (session === null) return refuse("conversation-over");
  return ok(await newTurn(reads, { id, turnId, event, before, begun: before, session }, moment));
}

/**
 * The first turn: whose number it is, and what they must hear first. Begun twice it is one
 * conversation. Refusals: those of `loadTurn`.
 */
export async function loadBeginning(
  reads: Reads,
  { turnId, language = "zh", check, chat, first, sent, ...rest }: BeginInput,
  moment: Moment,
): Promise<Result<LoadedTurn, TurnCode>> {
  const begun = { ...rest, chatId: chat?.id };
  const { channel, externalId, phone } = begun;
  const id = conversationId(channel, externalId);
  const found =
    chat === undefined
      ? await householdsOf(reads, phone)
      : await householdsWith(reads, chat.boundIds);
  const known = found.map(knownHousehold);
  const event = { kind: "begun", caller: phone, households: known, check, first, sent } as const;
  const before = await reads.get(conversations, id);
  const again = before === null ? null : answeredBefore(before, turnId, event);
  if (again !== null) return again;
  const session = newSession(language);
  return ok(await newTurn(reads, { id, turnId, event, before, begun, session }, moment));
}

function answeredBefore(
  { turns }: Conversation,
  turnId: string,
  event: Event,
): Result<LoadedTurn, "turn-reused" | "conversation-over"> | null {
  const turn = turns.find((one) => one.id === turnId);
  if (turn === undefined) return null;
  if (turn.kind !== kindOf(event) || turn.text.length !== textOf(event).length) {
    return refuse("turn-reused");
  }
  // So old that its channel has gone on long ago.
  if (turn.answer === undefined) return refuse("conversation-over");
  return ok({ again: turn.answer as unknown as TurnAnswer });
}

async function newTurn(
  reads: Reads,
  turn: Omit<NewTurn, "again" | "driven" | "intents" | "branchId">,
  moment: Moment,
): Promise<NewTurn> {
  const { id, turnId, event, begun, session } = turn;
  const { phone, chatId, channel } = begun;
  const door: Door =
    chatId === undefined ? { kind: "caller", phone: phone ?? null } : { kind: "chat", id: chatId };
  const asking: Asking = { reads, moment, door };
  const facts = await factsOf(asking, begun.capability as unknown as Capability);
  const { language } = session;
  const origin = { channel, conversationId: id, turnId, chatId, language, phone };
  const load = async (driven: Driven) => {
    const loaded: LoadedIntent[] = [];
    for (const intent of driven.intents) {
      const one = await loadIntent(reads, intent, origin, moment);
      if (!one.ok) return null;
      loaded.push(one.value);
    }
    return { driven, intents: loaded };
  };
  const first = await drive(asking, session, event, facts);
  const done =
    (await load(first)) ?? (await load(await drive(asking, session, { kind: "refused" }, facts)));
  if (done === null) throw new Error(`${id}: what follows a refusal is refused`);
  // Guesses count, whatever became of the rest of the turn.
  const driven = { ...done.driven, writes: first.writes };
  const householdId = driven.session.household?.id ?? "";
  const household = await reads.unguarded.get(households, householdId);
  return { again: null, ...turn, ...done, driven, branchId: household?.place.branchId };
}

/**
 * All of the turn in one commit: the conversation, what was asked for, what was counted. It has no
 * refusals.
 */
export function decideTurn(
  loaded: LoadedTurn,
  moment: Moment,
): Result<Decision<TurnAnswer>, never> {
  if (loaded.again !== null) return ok({ value: loaded.again, writes: [], subjects: [] });
  const { id, before, driven, event } = loaded;
  const done = loaded.intents.map((one) => carryOut(one, moment));
  const { session, expects = null, intents, writes, shown } = driven;
  const outcomes = done.map(({ number, ahead }) => ({ number, ahead }));
  const caseIds = [
    ...new Set([...(before?.caseIds ?? []), ...done.flatMap((one) => one.caseId ?? [])]),
  ];
  const told =
    event.kind === "begun" ? event.households.map((one) => `${households.name}/${one.id}`) : [];
  const answer: TurnAnswer = {
    conversationId: id,
    language: session.language,
    replies: withOutcomes(driven.replies, outcomes),
    expects,
    intents,
    householdId: session.household?.id ?? null,
    caseIds,
    shown: [...new Set([...told, ...shown])],
  };
  const next = nextConversation(loaded, answer, moment.at);
  return ok({
    value: answer,
    writes: [put(conversations, before, next), ...writes, ...done.flatMap((one) => one.writes)],
    subjects: [
      ...new Set([
        `${conversations.name}/${id}`,
        ...answer.shown,
        ...done.flatMap((one) => one.subjects),
      ]),
    ],
    release: () => done.forEach((one) => one.release?.()),
  });
}
