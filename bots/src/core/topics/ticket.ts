import { NEAR_AHEAD } from "@warmline/shared/hall/home-ticket.ts";
import { namedBy } from "../../hear/names.ts";
import { normalised } from "../../hear/normalise.ts";
import { count, label, number, outcome, outcomeAhead, say } from "../../say/said.ts";
import { chosen, NO, offered, type Choice } from "../choices.ts";
import type { AnswerTo, KnownTicket, TicketHall } from "../event.ts";
import type { StateOf } from "../session.ts";
import { CHOICE, type Move, type Topic } from "../topic.ts";

type Ticket = StateOf<"ticket">;

/** 在家取号: of which hall and for what; whoever has a number hears how it stands, or gives it back. */
export const ticket: Topic<Ticket> = {
  skill: "fees",
  question: (state) => (state.ticket || state.halls ? null : { kind: "ticket" }),
  answered: (state, answer) => (answer.to === "ticket" ? found(state, answer.value) : null),
  prompt(state, { facts }) {
    const which = state.ticket
      ? standing(state.ticket)
      : say(state.halls?.length === 1 ? "bots.ticket.service" : "bots.ticket.hall");
    return { replies: [which, ...offered(choicesOf(state), facts)], expects: CHOICE };
  },
  heard: (state, input, { facts }) => chosen(choicesOf(state), input, facts),
};

function found(
  { asked, back }: Ticket,
  { ticket: held, shut, halls, told }: AnswerTo<"ticket">,
): Move {
  if (held !== null) {
    if (held.state !== "waiting") return { replies: [called(held)], go: { topic: "after" } };
    return back === true ? givenBack(held) : { go: { topic: "ticket", ticket: held } };
  }
  if (back === true) return { replies: [say("bots.ticket.none")], go: { topic: "after" } };
  if (shut) return { replies: [say("bots.ticket.shut")], go: { topic: "after" } };
  if (halls.length === 0) return { replies: [say("bots.ticket.closed")], go: { topic: "after" } };
  const words = normalised(asked ?? "");
  const meant = halls.filter(({ name, nameEn }) => namedBy(name, nameEn).test(words));
  return { go: choosing(meant.length === 0 ? halls : meant, told) };
}

function choosing(halls: readonly TicketHall[], told: boolean): Ticket {
  return { topic: "ticket", halls, ...(told ? { told } : {}) };
}

function choicesOf({ ticket: held, halls = [], told }: Ticket): Choice[] {
  if (held !== undefined) {
    return [
      { what: say("bots.ticket.keep"), words: NO, move: { go: { topic: "after" } } },
      // It may have been called since: it is looked up once more.
      { what: say("bots.ticket.give-back"), words: BACK, move: BACK_AGAIN },
    ];
  }
  const [only, another] = halls;
  if (only !== undefined && another === undefined) return servicesOf(only, told === true);
  return halls.map((hall) => ({
    what: say("bots.halls.one", { hall: label(hall.name, hall.nameEn) }),
    words: namedBy(hall.name, hall.nameEn),
    move: { go: choosing([hall], told === true) },
  }));
}

const BACK_AGAIN: Move = { go: { topic: "ticket", back: true } };
const BACK = /取消|退|不要|不去|不来|give|back|cancel/u;

function servicesOf(hall: TicketHall, isTold: boolean): Choice[] {
  return hall.services.map(({ id, nameZh, nameEn, waiting }) => {
    const service = label(nameZh, nameEn);
    const told = { hall: label(hall.name, hall.nameEn), service };
    return {
      what: say("bots.ticket.service.one", { service, waiting: count(waiting) }),
      words: namedBy(nameZh, nameEn),
      move: {
        replies: [
          say("bots.ticket.taken", { ...told, number: outcome(0), ahead: outcomeAhead(0) }),
          ...(isTold ? [say("bots.ticket.taken.told", { near: count(NEAR_AHEAD) })] : []),
          say("bots.ticket.taken.then"),
        ],
        go: { topic: "after" },
        intents: [{ kind: "take-ticket", hallId: hall.id, serviceId: id }],
      },
    };
  });
}

function givenBack(held: KnownTicket): Move {
  return {
    replies: [say("bots.ticket.given-back", { number: number(held.label) })],
    go: { topic: "after" },
    intents: [{ kind: "return-ticket", ticketId: held.id }],
  };
}

function standing(held: KnownTicket) {
  return say("bots.ticket.held", { ...of(held), ahead: count(held.ahead) });
}

function called(held: KnownTicket) {
  const counter = count(held.counterNumber ?? 0);
  return say("bots.ticket.called", { ...of(held), counter });
}

function of({ label: digits, hallName, hallNameEn }: KnownTicket) {
  return { number: number(digits), hall: label(hallName, hallNameEn) };
}
