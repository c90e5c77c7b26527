import { say } from "../../say/said.ts";
import { chosen, offered, type Choice } from "../choices.ts";
import type { KnownHousehold } from "../event.ts";
import type { StateOf } from "../session.ts";
import { CHOICE, type Context, type Move, type Topic } from "../topic.ts";
import { onceKnown } from "../wishes.ts";
import { describeHousehold } from "./household.ts";

type Bindings = StateOf<"bindings">;

/** One person's, and those of parents and tenants; more would not be listed at once. */
export const BINDINGS_MAX = 5;

/** 我的户号: go on with one that is bound, bind another one, unbind one. */
export const bindings: Topic<Bindings> = {
  skill: "fees",
  prompt: (state, context) => ({
    replies: [
      say(context.session.known.length === 0 ? "bots.bindings.none" : "bots.bindings.which"),
      ...offered(choicesOf(state, context), context.facts),
    ],
    expects: CHOICE,
  }),
  heard: (state, input, context) => chosen(choicesOf(state, context), input, context.facts),
};

function choicesOf({ unbind }: Bindings, context: Context): Choice[] {
  const { known } = context.session;
  const own = known.map((one): Choice => {
    const described = describeHousehold(one);
    return unbind
      ? { what: say("bots.bindings.unbind-one", described), move: unbound(one, context) }
      : { what: say("bots.bindings.use", described), move: used(one, context) };
  });
  const bind: Choice = {
    what: say("bots.bindings.bind"),
    words: /绑|bind/,
    move: { go: { topic: "proof", next: "menu", by: "number" } },
  };
  const toUnbind: Choice = {
    what: say("bots.bindings.unbind"),
    words: /解|unbind/,
    move: { go: { topic: "bindings", unbind: true } },
  };
  const back: Choice = { what: say("bots.bindings.back"), move: { go: { topic: "menu" } } };
  return [
    ...own,
    ...(unbind && own.length > 0 ? [] : known.length < BINDINGS_MAX ? [bind] : []),
    ...(unbind || own.length === 0 ? [] : [toUnbind]),
    back,
  ];
}

function used(household: KnownHousehold, context: Context): Move {
  const go = onceKnown("menu", household.id, context);
  return { about: { household, proven: true }, go };
}

function unbound(household: KnownHousehold, { session }: Context): Move {
  const known = session.known.filter(({ id }) => id !== household.id);
  const current = session.household?.id === household.id;
  return {
    replies: [say("bots.bindings.unbound", describeHousehold(household))],
    about: { known, ...(current ? { household: undefined, proven: false } : {}) },
    go: { topic: "after" },
    intents: [{ kind: "unbind", householdId: household.id }],
  };
}
