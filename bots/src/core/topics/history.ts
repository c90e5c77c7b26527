import { cityDate } from "@warmline/shared/kernel/time.ts";
import { money, named, say, within, type Reply } from "../../say/said.ts";
import { householdQuestion, saysNothing } from "../asking.ts";
import type { AnswerTo } from "../event.ts";
import type { StateOf } from "../session.ts";
import type { Topic } from "../topic.ts";

const PAYMENTS_TOLD_MAX = 3;

/** 缴费记录: the newest payments, with the day and the way. */
export const history: Topic<StateOf<"history">> = {
  ...saysNothing,
  skill: "fees",
  question: (_, context) => householdQuestion("payments", context),
  answered: (_, answer) =>
    answer.to === "payments" ? { replies: told(answer.value), go: { topic: "after" } } : null,
};

function told({ payments }: AnswerTo<"payments">): Reply[] {
  if (payments.length === 0) return [say("bots.history.none")];
  return payments.slice(0, PAYMENTS_TOLD_MAX).map(({ at, amountFen, methods: [method, another] }) =>
    say("bots.history.one", {
      day: { kind: "day", date: cityDate(at) },
      amount: money(amountFen),
      way:
        method === undefined || another !== undefined
          ? within(say("bots.history.several-ways"))
          : named(`ledger.method.${method}`),
    }),
  );
}
