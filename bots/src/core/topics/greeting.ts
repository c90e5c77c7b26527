import { formatInstant } from "@warmline/shared/kernel/time.ts";
import { say, type Reply } from "../../say/said.ts";
import type { Facts } from "../capability.ts";
import type { Event, KnownHousehold } from "../event.ts";
import type { StateOf } from "../session.ts";
import { describeHousehold } from "./household.ts";
import { isBound, onceKnown } from "../wishes.ts";
import { CHOICE, type Context, type Move, type Topic } from "../topic.ts";

/** 问候: by the hour and the calendar; then whose household it is about, if that can be said. */
export function greet({ households }: Extract<Event, { kind: "begun" }>, context: Context): Move {
  const { facts } = context;
  const replies = [...greeting(facts), say("bots.greeting.language")];
  const [only, another] = households;
  if (only === undefined || households.length >= facts.capability.choicesMax) {
    return { replies, go: { topic: "menu" } };
  }
  if (another !== undefined) return { replies, go: { topic: "household" } };
  return { replies: [...replies, recognised(only)], ...about(only, context) };
}

/** The household is the one that the conversation is about: what it must hear comes first. */
function about(household: KnownHousehold, context: Context): Move {
  const go = onceKnown("menu", household.id, context);
  return { about: { household, proven: isBound(household, context) }, go };
}

function recognised(household: KnownHousehold): Reply {
  return say("bots.household.recognised", describeHousehold(household));
}

function greeting({ at, open, holiday }: Facts): Reply[] {
  const hour = Number(formatInstant(at).slice(11, 13));
  const time = hour < 5 || hour >= 18 ? "evening" : hour < 12 ? "morning" : "afternoon";
  if (holiday) return [say(`bots.greeting.${time}`), say("bots.greeting.holiday")];
  return [say(`bots.greeting.${time}`), ...(open ? [] : [say("bots.greeting.closed")])];
}

/** Left with the first event: nothing is understood before it. */
export const greetingTopic: Topic<StateOf<"greeting">> = {
  skill: "repairs",
  prompt: () => ({ replies: [say("bots.menu.lead")], expects: CHOICE }),
  heard: () => null,
};
