import type { Content } from "@warmline/shared/knowledge/content.ts";
import type { InBoth } from "@warmline/shared/knowledge/in-both.ts";
import type { Step } from "@warmline/shared/knowledge/script.ts";
import type { PlainMessageKey } from "../messages.svelte.ts";

type Say = (key: PlainMessageKey) => string;

/** All that a version says, a line each, so that two can be held beside each other. */
export function toldBy(content: Content, say: Say): string {
  const { title, category, audience, keywords, intents, caseCategories } = content;
  const heading = [
    ...bothOf(title),
    [
      say(`knowledge.category.${category}`),
      say(`knowledge.audience.${audience}`),
      ...intents.map((one) => say(`knowledge.intent.${one}`)),
      ...caseCategories.map((one) => say(`cases.category.${one}`)),
    ].join(" · "),
    keywords.join(" · "),
  ];
  const said =
    content.kind === "article"
      ? bothOf(content.body)
      : content.steps.flatMap((step) => stepLines(step, say));
  return [...heading, "", ...said].join("\n");
}

function stepLines(step: Step, say: Say): string[] {
  const text = bothOf(step.text).join(" / ");
  if (step.kind === "outcome") {
    return ["", `${step.id} [${say(`knowledge.result.${step.result}`)}] ${text}`];
  }
  const hint = bothOf(step.hint).map((one) => `  ${one}`);
  const answers = step.answers.map(({ says, to }) => `  → ${to}: ${bothOf(says).join(" / ")}`);
  return ["", `${step.id} ${text}`, ...hint, ...answers];
}

function bothOf({ zh, en }: InBoth): string[] {
  return [zh, en].filter((text) => text !== "");
}
