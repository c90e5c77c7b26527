import { differences, type Difference } from "@warmline/shared/ledger/season-difference.ts";
import { subtractFen } from "@warmline/shared/kernel/money.ts";
import { formatArea } from "@warmline/shared/kernel/area.ts";
import { formatPrice } from "@warmline/shared/kernel/price.ts";
import { decimal, money, named, say, season, text, type Reply } from "../../say/said.ts";
import { householdQuestion, saysNothing } from "../asking.ts";
import type { AnswerTo } from "../event.ts";
import type { StateOf } from "../session.ts";
import type { Topic } from "../topic.ts";

const DIFFERENCES_TOLD_MAX = 5;

/** 和去年比: the last two seasons side by side, and from what the ledger charged why they differ. */
export const compare: Topic<StateOf<"compare">> = {
  ...saysNothing,
  skill: "fees",
  question: (_, context) => householdQuestion("seasons", context),
  answered: (_, answer) =>
    answer.to === "seasons" ? { replies: told(answer.value), go: { topic: "after" } } : null,
};

function told({ seasons: [now, before] }: AnswerTo<"seasons">): Reply[] {
  if (now === undefined || before === undefined) return [say("bots.compare.none")];
  const why = differences(before, now);
  const more = subtractFen(now.chargedFen, before.chargedFen);
  const sums = {
    now: season(now.season),
    amount: money(now.chargedFen),
    before: season(before.season),
    earlier: money(before.chargedFen),
  };
  return [
    more === 0
      ? say("bots.compare.equal", sums)
      : more > 0
        ? say("bots.compare.more", { ...sums, difference: money(more) })
        : say("bots.compare.less", {
            ...sums,
            difference: money(subtractFen(before.chargedFen, now.chargedFen)),
          }),
    ...(why === null ? [say("bots.compare.unknown")] : reasons(why)),
  ];
}

function reasons(why: readonly Difference[]): Reply[] {
  if (why.length === 0) return [say("bots.compare.same")];
  const more = why.length > DIFFERENCES_TOLD_MAX;
  return [
    ...why.slice(0, DIFFERENCES_TOLD_MAX).map(reason),
    ...(more ? [say("bots.compare.more-reasons")] : []),
  ];
}

function reason(one: Difference): Reply {
  switch (one.kind) {
    case "area": {
      const areas = { before: decimal(formatArea(one.before)), now: decimal(formatArea(one.now)) };
      return say("bots.compare.area", { space: text(one.label), ...areas });
    }
    case "price":
    case "class": {
      const prices = {
        before: decimal(formatPrice(one.before)),
        now: decimal(formatPrice(one.now)),
      };
      return say(`bots.compare.${one.kind}`, { space: text(one.label), ...prices });
    }
    case "height":
      return say("bots.compare.height", {
        space: text(one.label),
        before: decimal(formatPrice(one.before)),
        now: decimal(formatPrice(one.now)),
      });
    case "added":
    case "gone":
      return say(`bots.compare.${one.kind}`, {
        space: text(one.label),
        amount: money(one.amountFen),
      });
    case "fee":
      return say("bots.compare.fee", {
        fee: named(`ledger.fee.${one.fee}`),
        before: money(one.before),
        now: money(one.now),
      });
    case "stop":
      return say("bots.compare.stop", {
        space: text(one.label),
        before: money(one.before),
        now: money(one.now),
      });
    case "advance":
      return say("bots.compare.advance", { before: money(one.before), now: money(one.now) });
    case "relief":
      return say("bots.compare.relief", { before: money(one.before), now: money(one.now) });
  }
}
