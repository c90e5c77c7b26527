import { inLanguage, type InBoth } from "@warmline/shared/knowledge/in-both.ts";
import { anyOf } from "../../hear/any-of.ts";
import { label, say, text, type Reply, type Said } from "../../say/said.ts";
import { chosen, NO, offered, type Choice } from "../choices.ts";
import type { KnownArticle } from "../event.ts";
import type { StateOf } from "../session.ts";
import { CHOICE, type Context, type Topic } from "../topic.ts";
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
    return { replies: tell(found), go: { ...state, told: true } };
  },
  prompt: (state, context) => ({
    replies: [say("bots.article.lead"), ...offered(choicesOf(state, context), context.facts)],
    expects: CHOICE,
  }),
  heard: (state, input, context) => chosen(choicesOf(state, context), input, context.facts),
};

const GOES_ON = anyOf("^(?:继续)?(?:登记|办理|报修|申请)", "^(?:report|go on|continue)");
const ENOUGH = anyOf(NO.source, "^(?:够了|明白|知道了?|清楚了?|解决了?|谢谢|thanks|thank you)");

function choicesOf({ intent, asked }: Article, context: Context): Choice[] {
  return [
    { what: say("bots.article.enough"), words: ENOUGH, move: { go: { topic: "after" } } },
    {
      what: say("bots.article.go-on"),
      words: GOES_ON,
      move: begin(intent, context, asked),
    },
  ];
}

function tell({ number, title, body }: KnownArticle): Reply[] {
  return [
    say("bots.article.text", { text: inBoth(body) }),
    say("bots.article.source", { number: text(number), title: inBoth(title) }),
  ];
}

function inBoth(words: InBoth): Said {
  return label(inLanguage(words, "zh"), inLanguage(words, "en"));
}
