import { normalised } from "@warmline/bots/hear/normalise.ts";
import { PHRASINGS } from "@warmline/bots/hear/phrasings-fixture.ts";
import { wishIn } from "@warmline/bots/hear/phrasings.ts";
import { seededRandom } from "@warmline/shared/kernel/ids.ts";
import type { Measurable } from "../../tools/measured.ts";

const ROUNDS = 20_000;
const SHARE = 0.98;
const TOLD_MAX = 20;

interface Phrase {
  readonly text: string;
  readonly wish: string;
}

const TABLE: readonly Phrase[] = Object.entries(PHRASINGS).flatMap(([wish, said]) =>
  said
    .split(/[|\n]/)
    .map((one) => one.trim())
    .filter((one) => one !== "")
    .map((text) => ({ text, wish })),
);

/** What people put around what they want, and how they type it: it changes nothing. */
const BEFORE = ["", "你好，", "您好 ", "请问", "麻烦", "那个，", "嗯", "我想问一下，"];
const AFTER = ["", "。", "！！！", "？", "啊", "呢", "谢谢", " ", "~", "😭", "……"];

/** The table of phrasings as it stands, and as people type it. */
export const phrases: Measurable = {
  about: "phrasings: what people want, as they type it, is told apart",
  run({ seed, rounds = ROUNDS }) {
    const random = seededRandom(seed);
    const pick = <T>(of: readonly T[]): T => of[Math.floor(random.next() * of.length)]!;
    const typed = Array.from({ length: rounds }, (): Phrase => {
      const { text, wish } = pick(TABLE);
      return { text: `${pick(BEFORE)}${blanks(text, random.next())}${pick(AFTER)}`, wish };
    });
    return Promise.resolve([
      told("phrasings of the table", TABLE),
      told("phrasings as they are typed", typed),
    ]);
  },
};

/** Every third has blanks between its signs, as input methods leave them. */
function blanks(text: string, drawn: number): string {
  const chinese = /^\p{Script=Han}+$/u.test(text);
  return chinese && drawn < 1 / 3 ? Array.from(text).join(" ") : text;
}

function told(name: string, said: readonly Phrase[]) {
  const wrong = said.filter(({ text, wish }) => wishIn(normalised(text)) !== wish);
  for (const { text, wish } of wrong.slice(0, TOLD_MAX)) {
    process.stderr.write(`${text}: ${wishIn(normalised(text)) ?? "nothing"}, not ${wish}\n`);
  }
  const share = (said.length - wrong.length) / said.length;
  return {
    name,
    value: `${(share * 100).toFixed(2)} % of ${said.length.toLocaleString("en-US")}`,
    target: `≥ ${SHARE * 100} %`,
    holds: said.length > 0 && share >= SHARE,
  };
}
