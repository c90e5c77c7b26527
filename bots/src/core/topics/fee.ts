import { money, say, season, type Reply } from "../../say/said.ts";
import type { AnswerTo } from "../event.ts";
import type { StateOf } from "../session.ts";
import { householdQuestion, saysNothing } from "../asking.ts";
import type { Topic } from "../topic.ts";

const SEASONS_TOLD_MAX = 3;

/** 查欠费: what is owed and of which seasons, and what is on account; the same as at every door. */
export const fee: Topic<StateOf<"fee">> = {
  ...saysNothing,
  skill: "fees",
  question: (_, context) => householdQuestion("debt", context),
  answered: (_, answer) =>
    answer.to === "debt" ? { replies: told(answer.value), go: { topic: "after" } } : null,
};

function told({ owedFen, onAccountFen, seasons }: AnswerTo<"debt">): Reply[] {
  const more = seasons.length > SEASONS_TOLD_MAX;
  return [
    owedFen === 0 ? say("bots.fee.none") : say("bots.fee.owed", { owed: money(owedFen) }),
    ...seasons
      .slice(0, SEASONS_TOLD_MAX)
      .map((one) =>
        say("bots.fee.season", { season: season(one.season), owed: money(one.owedFen) }),
      ),
    ...(more ? [say("bots.fee.more")] : []),
    ...(onAccountFen === 0 ? [] : [say("bots.fee.on-account", { amount: money(onAccountFen) })]),
  ];
}
