import { cityDate } from "@warmline/shared/kernel/time.ts";
import { money, named, number, say, season, within, type Reply } from "../../say/said.ts";
import { householdQuestion, saysNothing } from "../asking.ts";
import type { AnswerTo } from "../event.ts";
import type { StateOf } from "../session.ts";
import type { Topic } from "../topic.ts";

const PAYMENTS_TOLD_MAX = 3;
/** On one receipt. */
const SEASONS_TOLD_MAX = 3;

/** 缴费记录: the newest payments, with the day and the way. */
export const history: Topic<StateOf<"history">> = {
  ...saysNothing,
  skill: "fees",
  question: (_, context) => householdQuestion("payments", context),
  answered(_, answer, { facts }) {
    if (answer.to !== "payments") return null;
    const [last] = answer.value.payments;
    // By ear nobody notes a receipt down.
    const typed = facts.capability.turn === "typed" && last !== undefined;
    const replies = [...told(answer.value), ...(typed ? receipt(last) : [])];
    return { replies, go: { topic: "after" } };
  },
};

function told({ payments }: AnswerTo<"payments">): Reply[] {
  if (payments.length === 0) return [say("bots.history.none")];
  return payments.slice(0, PAYMENTS_TOLD_MAX).map(paid);
}

type Payment = AnswerTo<"payments">["payments"][number];

function paid({ at, amountFen, methods: [method, another] }: Payment): Reply {
  return say("bots.history.one", {
    day: { kind: "day", date: cityDate(at) },
    amount: money(amountFen),
    way:
      method === undefined || another !== undefined
        ? within(say("bots.history.several-ways"))
        : named(`ledger.method.${method}`),
  });
}

/** 收据: of the newest alone, as that is the one that people ask for. */
function receipt({ receipt: one }: Payment): Reply[] {
  if (one === undefined) return [];
  return [
    say("bots.history.receipt", { number: number(one.number) }),
    ...one.paid
      .slice(0, SEASONS_TOLD_MAX)
      .map(({ season: name, amountFen }) =>
        say("bots.history.receipt.season", { season: season(name), amount: money(amountFen) }),
      ),
    ...(one.restFen === 0
      ? []
      : [say("bots.history.receipt.rest", { amount: money(one.restFen) })]),
  ];
}
