/** The trade and its places. */
const TRADE = [
  "nuanqi reli gongre gongnuan huanrezhan huanre reliwang shoufei caiwu kefu dating yingyeting",
  "diaodu banzhang guanli yonghu mima gongsi huadu xicheng nancheng beicheng dongcheng",
  "warmline admin administrator cashier supervisor finance",
];
const SURNAMES = [
  "wang li zhang liu chen yang huang zhao wu zhou xu sun ma zhu hu guo he lin gao luo",
  "zheng liang xie song tang han feng cao peng zeng",
];
const GIVEN = [
  "wei fang na min jing lei jun yang yan jie juan tao chao ming xia ping gang fei ying hong",
  "xiuying guiying lan hua mei qiang bo bin li dan yong hui kun",
];

const wordsOf = (lines: readonly string[]) => lines.flatMap((line) => line.split(" "));

/**
 * What people here begin a password with, the commonest first, in pinyin: zxcvbn's lists know the
 * words of English, and of names those of other countries.
 */
export const LOCAL_WORDS: readonly string[] = [
  ...new Set([
    ...wordsOf(TRADE),
    ...wordsOf(SURNAMES),
    ...wordsOf(GIVEN),
    ...wordsOf(SURNAMES).flatMap((surname) => wordsOf(GIVEN).map((name) => surname + name)),
  ]),
];
