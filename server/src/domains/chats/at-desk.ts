import { conversations } from "@warmline/shared/conversations/model.ts";
import { replace, type Write } from "@warmline/shared/store/write.ts";
import type { Moment } from "../../platform/commands/command.ts";
import { enqueueWrites, heardWrites, leftWrites } from "../chatdesk/index.ts";
import { withPerson, type TurnAnswer } from "../conversations/index.ts";
import type { Heard, LoadedHeard } from "./heard.ts";

interface Turned {
  readonly heard: Heard;
  readonly answer: TurnAnswer | null;
  readonly chatId: string;
}

/** 会话台: what a turn means for whoever waits for a person, or has one. */
export function atDeskWrites(
  { desk, served, turn, branchIds }: LoadedHeard,
  { heard: { event, turnId }, answer, chatId }: Turned,
  moment: Pick<Moment, "at">,
): Write[] {
  if (desk !== null && served !== null) {
    if (event.kind !== "said" && event.kind !== "media") return [];
    const text = event.kind === "said" ? event.text : "";
    const next = withPerson(served, { id: turnId, kind: event.kind, text }, moment.at);
    return [replace(conversations, served, next), ...heardWrites(desk, moment)];
  }
  if (event.kind === "left") return desk === null ? [] : leftWrites(desk, moment);
  if (answer === null || turn?.again !== null) return [];
  const { conversationId: id, intents, language } = answer;
  const person = intents.find(({ kind }) => kind === "person");
  if (person?.kind === "person") {
    const tongue = language === "en" ? ({ tongue: "english" } as const) : {};
    const wish = { id, chatId, skill: person.skill, ...tongue, branchIds };
    return enqueueWrites(desk?.chat ?? null, wish, moment);
  }
  if (desk === null || desk.chat.id !== id) return [];
  const leaves = intents.some(({ kind }) => kind === "leave-queue");
  return leaves ? leftWrites(desk, moment) : heardWrites(desk, moment);
}

export function atDeskSubjects({ desk, served }: LoadedHeard): string[] {
  const kept = served === null ? [] : [`${conversations.name}/${served.id}`];
  return desk === null ? kept : [...kept, `deskChats/${desk.chat.id}`];
}
