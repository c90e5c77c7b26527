import { CATEGORIES, type CaseCategory } from "@warmline/shared/cases/categories.ts";
import { outcome, say } from "../../say/said.ts";
import { wishIn } from "../../hear/phrasings.ts";
import { chosen, NO, offered, YES, type Choice } from "../choices.ts";
import { nextStep, withSaid, type ReportStep } from "../report-draft.ts";
import { describeReport, readBack } from "../report-words.ts";
import type { ReportDraft, StateOf } from "../session.ts";
import { CHOICE, DIGITS, type Context, type Input, type Move, type Topic } from "../topic.ts";

type Report = StateOf<"report">;

/** The others are there for whoever says them. */
const BY_KEY = ["not-warm", "leak", "no-heat-building", "other"] as const;
const SAID_MAX = 6;

/**
 * 报修: what, where, since when, which rooms, and the one question about danger or hardship; read
 * back and confirmed before it is filed.
 */
export const report: Topic<Report> = {
  skill: "repairs",
  prompt(state, context) {
    const { draft } = state;
    const step = stepOf(state, context);
    const choices = offered(choicesOf(step, state, context), context.facts);
    switch (step) {
      case "place":
        return { replies: [say("bots.report.place")], expects: DIGITS };
      case "words":
        return { replies: [say("bots.report.words")], expects: CHOICE };
      case "severe":
        return { replies: [say(severeQuestion(draft)), ...choices], expects: CHOICE };
      case "confirm": {
        const read = readBack(draft, context.session.household);
        return { replies: [say("bots.report.read-back"), ...read, ...choices], expects: CHOICE };
      }
      case "category":
      case "since":
      case "rooms":
      case "picture":
        return { replies: [say(`bots.report.${step}`), ...choices], expects: CHOICE };
    }
  },
  heard(state, input, context) {
    const step = stepOf(state, context);
    return (
      chosen(choicesOf(step, state, context), input, context.facts) ?? told(step, state, input)
    );
  },
  silent: (state, context) =>
    stepOf(state, context) === "words" ? again(state, { asked: true }) : null,
  media: ({ draft }) => {
    return { topic: "report", draft: { ...draft, pictures: (draft.pictures ?? 0) + 1 } };
  },
  verbatim: ({ draft }) => draft.category !== undefined,
};

function stepOf({ draft }: Report, { session, facts }: Context): ReportStep {
  const { pictures } = facts.capability;
  return nextStep(draft, { placed: session.household !== undefined, pictures });
}

/** What answers no choice in words of its own. */
function told(step: ReportStep, state: Report, input: Input): Move | null {
  const { draft } = state;
  if (input.kind === "keys") {
    const number = step === "place" && /^\d{6,15}$/.test(input.digits);
    return number ? again(state, { place: input.digits }) : null;
  }
  if (draft.said.length >= SAID_MAX) return null;
  const said = withSaid(draft, input.text);
  switch (step) {
    case "category": {
      const wish = wishIn(input.words);
      const other = wish === null || !isCategory(wish);
      return { go: { topic: "report", draft: { ...said, category: other ? "other" : wish } } };
    }
    case "place":
      return again(state, { place: input.text });
    case "since":
      return { go: { ...state, draft: { ...said, since: said.since ?? "days" } } };
    case "rooms":
      return { go: { ...state, draft: { ...said, rooms: said.rooms ?? "some" } } };
    case "words":
      return NO.test(input.words)
        ? again(state, { asked: true })
        : { go: { ...state, draft: said } };
    case "picture":
      return { go: { ...state, draft: { ...said, pictures: 0 } } };
    case "severe":
    case "confirm":
      return null;
  }
}

function choicesOf(step: ReportStep, state: Report, { session }: Context): Choice[] {
  const sets = (what: Choice["what"], patch: Partial<ReportDraft>, words?: RegExp): Choice => {
    return { what, move: again(state, patch), ...(words === undefined ? {} : { words }) };
  };
  switch (step) {
    case "category":
      return BY_KEY.map((category) => sets(say(`bots.report.category.${category}`), { category }));
    case "since":
      return (["today", "yesterday", "days"] as const).map((since) =>
        sets(say(`bots.report.since.${since}`), { since }),
      );
    case "rooms":
      return (["all", "some", "one"] as const).map((rooms) =>
        sets(say(`bots.report.rooms.${rooms}`), { rooms }),
      );
    case "severe":
      return [
        sets(say("bots.report.severe.yes"), { severe: true }, /^(?:有|是|对|会|嗯|yes)/),
        sets(say("bots.report.severe.no"), { severe: false }, /^(?:没|不|无|否|no)/),
      ];
    case "picture":
      return [sets(say("bots.report.picture.none"), { pictures: 0 }, NO_PICTURE)];
    case "confirm":
      return [
        { what: say("bots.report.submit"), words: YES, move: file(state.draft, session) },
        { what: say("bots.report.restart"), words: NO, move: RESTART },
        ...(session.household === undefined
          ? []
          : [sets(say("bots.report.elsewhere"), { elsewhere: true, place: undefined })]),
      ];
    case "place":
    case "words":
      return [];
  }
}

const NO_PICTURE = /^(?:没有?|没图|没照片|跳过|不用|不发|不方便|拍不了|无|no|none|skip)/;
const RESTART: Move = { go: { topic: "report", draft: { said: [] } } };

function again(state: Report, patch: Partial<ReportDraft>): Move {
  return { go: { ...state, draft: { ...state.draft, ...patch } } };
}

function file(draft: ReportDraft, { household, proven }: Context["session"]): Move {
  const placed = draft.elsewhere === true ? undefined : household;
  return {
    replies: [say("bots.report.filed", { number: outcome(0) })],
    go: { topic: "after" },
    intents: [
      {
        kind: "file-case",
        category: draft.category ?? "other",
        severe: draft.severe ?? false,
        householdId: placed?.id,
        proven: placed !== undefined && proven,
        description: describeReport(draft),
      },
    ],
  };
}

type Asked = "not-warm" | "leak" | "private-alteration" | "other";

function severeQuestion({ category }: ReportDraft): `bots.report.severe.${Asked}` {
  const own = category === "not-warm" || category === "leak" || category === "private-alteration";
  return `bots.report.severe.${own ? category : "other"}`;
}

function isCategory(wish: string): wish is CaseCategory {
  return wish !== "callback" && wish in CATEGORIES;
}
