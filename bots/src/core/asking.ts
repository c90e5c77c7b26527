import type { QuestionOf } from "./event.ts";
import { say } from "../say/said.ts";
import { CHOICE, type Context, type Topic } from "./topic.ts";
import type { State } from "./session.ts";

/** Of the household whose second factor was shown; null: it was not, so that nothing is asked. */
export function householdQuestion<K extends "debt" | "payments" | "seasons">(
  kind: K,
  { session: { household, proven } }: Context,
): QuestionOf<K> | null {
  if (!proven || household === undefined) return null;
  return { kind, householdId: household.id } as QuestionOf<K>;
}

/** Of a topic that asks the server alone; without an answer it leads back to the menu. */
export const saysNothing: Pick<Topic<State>, "prompt" | "heard"> = {
  prompt: () => ({ replies: [say("bots.menu.lead")], expects: CHOICE }),
  heard: () => ({ go: { topic: "menu" } }),
};

/** Of the proven household, else of what the calling number itself reported. */
export function casesQuestion({ session }: Context): QuestionOf<"cases"> | null {
  const { household, proven, caller } = session;
  if (proven && household !== undefined) return { kind: "cases", householdId: household.id };
  return caller === undefined ? null : { kind: "cases", phone: caller };
}
