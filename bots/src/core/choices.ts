import { anyOf } from "../hear/any-of.ts";
import { say, text, within, type Reply } from "../say/said.ts";
import type { Facts } from "./capability.ts";
import type { Input, Move } from "./topic.ts";

/** One of several things to choose, by its place among them or by words. */
export interface Choice {
  readonly what: Reply;
  readonly words?: RegExp;
  readonly move: Move;
}

export const YES = anyOf(
  "^(?:是|是的|对|对的|对了|好|好的|可以|行|没错|没问题|确认|确定|提交|要|需要|嗯)$",
  "^(?:yes|yeah|yep|ok|okay|sure|right|correct|confirm)$",
);
export const NO = anyOf(
  "^(?:不|不是|不对|不用|不要|不需要|不了|错了|有误|没有|重来|重说|重报|重新说|重新来)$",
  "^(?:no|nope|wrong|again)$",
);

/** As many as the channel bears at once; the others are there for whoever says them. */
export function offered(choices: readonly Choice[], { capability }: Facts): Reply[] {
  return choices
    .slice(0, capability.choicesMax)
    .map(({ what }, place) =>
      say("bots.choice.press", { key: text(String(place + 1)), what: within(what) }),
    );
}

/** The move of what was chosen; null: none of them. */
export function chosen(
  choices: readonly Choice[],
  input: Input,
  { capability }: Facts,
): Move | null {
  if (input.kind === "said") {
    return choices.find(({ words }) => words?.test(input.words))?.move ?? null;
  }
  const place = /^\d$/.test(input.digits) ? Number(input.digits) - 1 : -1;
  return choices.slice(0, capability.choicesMax)[place]?.move ?? null;
}
