import { isOpenAt } from "@warmline/shared/hall/profile.ts";
import { normalised } from "../../hear/normalise.ts";
import { count, label, moment, say, text, time, type Reply } from "../../say/said.ts";
import { chosen, offered, type Choice } from "../choices.ts";
import type { KnownHall } from "../event.ts";
import type { Facts } from "../capability.ts";
import type { StateOf } from "../session.ts";
import { CHOICE, type Move, type Topic } from "../topic.ts";

type Halls = StateOf<"halls">;

/** 营业厅: when each is open and how many wait there; by ear one at a time. */
export const halls: Topic<Halls> = {
  skill: "fees",
  question: (state) => (state.halls === undefined ? { kind: "halls" } : null),
  answered({ asked }, answer, { facts }) {
    if (answer.to !== "halls") return null;
    const all = answer.value.halls;
    if (all.length === 0) return { replies: [say("bots.halls.none")], go: { topic: "after" } };
    const meant = all.filter((hall) => asked !== undefined && isNamedIn(hall, asked));
    const told = meant.length > 0 ? meant : all;
    return told.length === 1 || facts.capability.turn === "typed"
      ? tell(told, facts)
      : { go: { topic: "halls", halls: told } };
  },
  prompt: (state, { facts }) => ({
    replies: [say("bots.halls.which"), ...offered(choicesOf(state, facts), facts)],
    expects: CHOICE,
  }),
  heard: (state, input, { facts }) => {
    const choices = choicesOf(state, facts);
    const named = (state.halls ?? []).findIndex(
      (hall) => input.kind === "said" && isNamedIn(hall, input.text),
    );
    return choices[named]?.move ?? chosen(choices, input, facts);
  },
};

function choicesOf({ halls: all = [] }: Halls, facts: Facts): Choice[] {
  return all.map((hall) => ({
    what: say("bots.halls.one", { hall: label(hall.name, hall.nameEn) }),
    move: tell([hall], facts),
  }));
}

/** What all halls are called does not tell one from another. */
const COMMON = /营业大?厅|大厅|客服中心|business|hall/gu;

/** Whether what was said names the hall: 西城 for 西城营业大厅. */
export function isNamedIn({ name, nameEn }: Pick<KnownHall, "name" | "nameEn">, said: string) {
  const words = normalised(said);
  return [name, nameEn].some((one) => {
    const own = normalised(one).replace(COMMON, "").trim();
    return own !== "" && words.includes(own);
  });
}

function tell(all: readonly KnownHall[], { at }: Facts): Move {
  return { replies: all.flatMap((hall) => standing(hall, at)), go: { topic: "after" } };
}

function standing(one: KnownHall, at: Facts["at"]): Reply[] {
  const { opening, address } = one;
  const hall = label(one.name, one.nameEn);
  if (opening === null) return [say("bots.halls.closed", { hall })];
  const { opensAt, closesAt } = opening;
  const hours = { hall, closes: time(closesAt) };
  return [
    isOpenAt(opening, at)
      ? say("bots.halls.open", {
          ...hours,
          opens: time(opensAt),
          waiting: count(one.waiting),
          counters: count(one.openCounters),
        })
      : say("bots.halls.shut", { ...hours, opens: moment(opensAt) }),
    ...(address === null ? [] : [say("bots.halls.address", { address: text(address) })]),
  ];
}
