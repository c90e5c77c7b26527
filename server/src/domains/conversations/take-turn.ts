import { conversationId } from "@warmline/shared/conversations/model.ts";
import type { Result } from "@warmline/shared/kernel/result.ts";
import type { Caller } from "../../platform/commands/caller.ts";
import { command } from "../../platform/commands/command.ts";
import { runCommand, type CommandCode } from "../../platform/commands/run-command.ts";
import type { Deps } from "../../platform/deps.ts";
import type { BeginInput, TurnAnswer, TurnCode, TurnInput } from "./exchange.ts";
import { decideTurn, loadBeginning, loadTurn } from "./turn.ts";

/**
 * Under no key of the caller's: what is told is personal, and would stay in the trail for good. The
 * conversation itself keeps the newest answers by their turns, until it expires. Refusals: those of
 * `loadTurn`.
 */
const turnCommand = command({
  name: "conversations.take-turn",
  key: false,
  mutex: ({ conversationId: id }: TurnInput) => `conversations/${id}`,
  load: loadTurn,
  scope: "anywhere",
  decide: (loaded, _, moment) => decideTurn(loaded, moment),
});

/** Refusals: those of `loadBeginning`. */
const beginCommand = command({
  name: "conversations.begin",
  key: false,
  mutex: ({ channel, externalId }: BeginInput) =>
    `conversations/${conversationId(channel, externalId)}`,
  load: loadBeginning,
  scope: "anywhere",
  decide: (loaded, _, moment) => decideTurn(loaded, moment),
});

/** 接起: begins a conversation and answers what is said first. Refusals: those of `loadBeginning`. */
export function beginConversation(
  deps: Deps,
  caller: Caller,
  input: BeginInput,
): Promise<Result<TurnAnswer, TurnCode | CommandCode>> {
  return noted(deps, caller, runCommand(deps, caller, beginCommand, input));
}

/** 话轮: carries out all that a turn asks for in one commit. Refusals: those of `loadTurn`. */
export function takeTurn(
  deps: Deps,
  caller: Caller,
  input: TurnInput,
): Promise<Result<TurnAnswer, TurnCode | CommandCode>> {
  return noted(deps, caller, runCommand(deps, caller, turnCommand, input));
}

async function noted<C extends string>(
  deps: Deps,
  caller: Caller,
  turn: Promise<Result<TurnAnswer, C>>,
): Promise<Result<TurnAnswer, C>> {
  const done = await turn;
  if (done.ok) noteShown(deps, caller, done.value);
  return done;
}

/** 查阅记录: what of people the channel told somebody. */
export function noteShown(
  { records }: Pick<Deps, "records">,
  { actor, origin }: Pick<Caller, "actor" | "origin">,
  { shown }: Pick<TurnAnswer, "shown">,
): void {
  if (shown.length === 0) return;
  records.reads.note({ actor, origin, what: "account", subjects: shown });
}
