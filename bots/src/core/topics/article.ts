import { inLanguage, type InBoth } from "@warmline/shared/knowledge/in-both.ts";
import { anyOf } from "../../hear/any-of.ts";
import { portionOf } from "../../say/portion.ts";
import { label, say, text, type Reply, type Said } from "../../say/said.ts";
import { chosen, NO, offered, type Choice } from "../choices.ts";
import type { KnownArticle } from "../event.ts";
import type { StateOf } from "../session.ts";
import { CHOICE, type Context, type Move, type Topic } from "../topic.ts";
import { begin } from "../wishes.ts";

type Article = StateOf<"article">;

/** 知识: a question is answered by what was written for residents; a report of it is one reply on. */
export const article: Topic<Article> = {
  skill: "repairs",
  question: ({ intent, asked, told }) =>
    told === true ? null : { kind: "article", intent, asked },
  answered(state, answer, context) {
    if (answer.to !== "article") return null;
    const found = answer.value.article;
    if (found === null) return begin(state.intent, context, state.asked);
    const move = tell(state, inLanguage(found.body, context.session.language), context);
    return { ...move, replies: [...(move.replies ?? []), source(found)] };
  },
  prompt: (state, context) => ({
    replies: [
      say(state.rest === undefined ? "bots.article.lead" : "bots.article.more"),
      ...offered(choicesOf(state, context), context.facts),
    ],
    expects: CHOICE,
  }),
  heard: (state, input, context) => chosen(choicesOf(state, context), input, context.facts),
};

const GOES_ON = anyOf("^(?:继续)?(?:登记|办理|报修|申请)", "^(?:report|go on|continue)");
const ENOUGH = anyOf(NO.source, "^(?:够了|明白|知道了?|清楚了?|解决了?|谢谢|thanks|thank you)");

const READS_ON = anyOf(
  "^(?:(?:继续|接着|往下|还有|下文|下一页|更多)(?:看|说|呢|吗)?(?:下文)?|看下文)$",
  "^(?:more|continue|next|read on)$",
);

function choicesOf(state: Article, context: Context): Choice[] {
  const { intent, asked, rest } = state;
  const readsOn =
    rest === undefined
      ? []
      : [
          {
            what: say("bots.article.read-on"),
            words: READS_ON,
            move: tell(state, rest, context),
          },
        ];
  return [
    ...readsOn,
    { what: say("bots.article.enough"), words: ENOUGH, move: { go: { topic: "after" } } },
    {
      what: say("bots.article.go-on"),
      words: GOES_ON,
      move: begin(intent, context, asked),
    },
  ];
}

/** As much as is told at once; what is left is for whoever reads on. */
function tell({ rest: _, ...state }: Article, words: string, { facts }: Context): Move {
  const { now, rest } = portionOf(words, facts.capability.textMax ?? Infinity);
  const left = rest === "" ? {} : { rest };
  return {
    replies: [say("bots.article.text", { text: text(now) })],
    go: { ...state, told: true, ...left },
  };
}

function source({ number, title }: KnownArticle): Reply {
  return say("bots.article.source", { number: text(number), title: inBoth(title) });
}

function inBoth(words: InBoth): Said {
  return label(inLanguage(words, "zh"), inLanguage(words, "en"));
}
