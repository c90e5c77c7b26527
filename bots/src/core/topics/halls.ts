import { isOpenAt } from "@warmline/shared/hall/profile.ts";
import { namedBy } from "../../hear/names.ts";
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
    const words = normalised(asked ?? "");
    const meant = all.filter(({ name, nameEn }) => namedBy(name, nameEn).test(words));
    const told = meant.length > 0 ? meant : all;
    return told.length === 1 || facts.capability.turn === "typed"
      ? tell(told, facts)
      : { go: { topic: "halls", halls: told } };
  },
  prompt: (state, { facts }) => ({
    replies: [say("bots.halls.which"), ...offered(choicesOf(state, facts), facts)],
    expects: CHOICE,
  }),
  heard: (state, input, { facts }) => chosen(choicesOf(state, facts), input, facts),
};

function choicesOf({ halls: all = [] }: Halls, facts: Facts): Choice[] {
  return all.map((hall) => ({
    what: say("bots.halls.one", { hall: label(hall.name, hall.nameEn) }),
    words: namedBy(hall.name, hall.nameEn),
    move: tell([hall], facts),
  }));
}

function tell(all: readonly KnownHall[], { at, capability }: Facts): Move {
  const takes = capability.binds === true && all.some(({ opening }) => isOpenAt(opening, at));
  const replies = all.flatMap((hall) => standing(hall, at));
  return {
    replies: takes ? [...replies, say("bots.halls.take")] : replies,
    go: { topic: "after" },
  };
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
