import { moment, named, say, text, type Reply } from "../../say/said.ts";
import { chosen, offered, type Choice } from "../choices.ts";
import type { KnownOutage } from "../event.ts";
import { outageNotice } from "../notices.ts";
import type { State, StateOf, Next } from "../session.ts";
import { CHOICE, type Context, type Topic } from "../topic.ts";

/** 停热先说: what leaves the household cold is told before anything else. */
export const outage: Topic<StateOf<"outage">> = {
  skill: "repairs",
  question: ({ outage: known }, { session: { household } }) =>
    known === undefined && household !== undefined
      ? { kind: "outages", householdId: household.id }
      : null,
  answered({ next }, answer, { session: { household } }) {
    if (answer.to !== "outages") return null;
    const [oldest] = answer.value.outages;
    const about = household === undefined ? {} : { outagesOf: household.id };
    const go: State =
      oldest === undefined ? { topic: next } : { topic: "outage", next, outage: oldest };
    return { about, go };
  },
  prompt: ({ next, outage: known }, context) => ({
    replies: [
      ...(known === undefined ? [] : told(known)),
      ...offered(choicesOf(next, known, context), context.facts),
    ],
    expects: CHOICE,
  }),
  heard: ({ next, outage: known }, input, context) =>
    chosen(choicesOf(next, known, context), input, context.facts),
};

function told({ kind, cause, startedAt, returnAt }: KnownOutage): Reply[] {
  const begun = { kind: named(`incidents.kind.${kind}`), since: moment(startedAt) };
  return [
    say("bots.outage.known", begun),
    ...(cause === null ? [] : [say("bots.outage.cause", { cause: text(cause) })]),
    returnAt === null
      ? say("bots.outage.return-unknown")
      : say("bots.outage.return", { at: moment(returnAt) }),
  ];
}

function choicesOf(
  next: Next,
  known: KnownOutage | undefined,
  { session: { household, proven } }: Context,
): Choice[] {
  const goOn = { what: say("bots.outage.go-on"), words: GO_ON, move: { go: { topic: next } } };
  if (known === undefined || household === undefined) return [goOn];
  const tellMe: Choice = {
    what: say("bots.outage.tell-me"),
    words: TELL_ME,
    move: {
      replies: [say("bots.outage.joined")],
      go: next === "menu" ? { topic: "after" } : { topic: next },
      intents: [
        {
          kind: "file-case",
          category: "not-warm",
          severe: false,
          householdId: household.id,
          proven,
          description: outageNotice(),
          joins: known.incidentId,
        },
      ],
    },
  };
  return [tellMe, goOn];
}

const TELL_ME =
  /通知我|告诉我|恢复.*(?:通知|告诉|说)|^(?:好|好的|可以|要|需要|行)$|^(?:tell me|yes|notify me)/;
const GO_ON = /^(?:其他|别的|不用|不需要|不要|继续|下一步|no|other|go on|continue)/;
