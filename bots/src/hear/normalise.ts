/** 语气词 and courtesies: they change nothing of what is wanted. */
const PARTICLES = /[啊呀吧呢嘛吗哦噢喔哎诶欸唉嗯呃哈啦咯呗哟嘞哩噻撒嘿喂]/gu;
const COURTESIES = /(?:你好|您好|请问|麻烦|劳驾|谢谢|拜托|\b(?:please|hello|hi)\b)(?=.)/gu;
/** How one begins to speak, and ends: 那个, 我想问一下 …, … 谢谢. */
const AROUND_WISH = /^(?:那个|我?想问一?下)+(?=.)|(?<=.)谢谢$/gu;
const HAN_BLANK = /\s*(\p{Script=Han})\s*/gu;

/**
 * What was said as it is compared: one width and case, without punctuation, particles and
 * courtesies, Chinese without blanks. What is nothing else than a particle stays.
 */
export function normalised(text: string): string {
  const plain = text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}*#]+/gu, " ")
    .replace(HAN_BLANK, "$1")
    .trim();
  const bare = plain.replace(PARTICLES, "").replace(COURTESIES, "").replace(AROUND_WISH, "").trim();
  return bare === "" ? plain : bare;
}

/** What each digit is called on a line, in their order. */
const HAN = ["零〇洞", "幺一壹腰", "二两", "三", "四", "五", "六", "七拐", "八", "九勾"];
const ENGLISH = "zero one two three four five six seven eight nine".split(" ");
const KEY = new RegExp(
  String.raw`\d|[*#]|星号|米字|井号?|[${HAN.join("")}]|\b(?:oh|${ENGLISH.join("|")})\b`,
  "gu",
);
/** Around a key: 按一, 选第二个, 1号键. */
const AROUND = /^(?:我|按|选|第|press|number|option|\s)+|(?:个|项|号?键|号)$/gu;

/** The keys that were said or typed as such, 幺三八 as 138; null: something else was said. */
export function spokenKeys(text: string): string | null {
  const words = normalised(text).replace(AROUND, "").trim();
  const keys = words.match(KEY) ?? [];
  if (keys.length === 0 || words.replace(KEY, "").trim() !== "") return null;
  return keys.map(keyOf).join("").replace(/#$/, "");
}

function keyOf(word: string): string {
  if (/[\d*#]/.test(word)) return word;
  if (word.startsWith("井")) return "#";
  if (word === "星号" || word === "米字") return "*";
  const place = HAN.findIndex((names) => names.includes(word));
  return String(Math.max(0, place === -1 ? ENGLISH.indexOf(word) : place));
}
