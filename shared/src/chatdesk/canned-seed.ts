import type { CannedAnswer, Wording } from "./canned.ts";

/** The program's own, until somebody changes or retires them. */
const SEED: Readonly<Record<string, Wording>> = {
  hello: {
    shortcut: "nh",
    text: "您好，我是热线客服，请问有什么可以帮您？",
    textEn: "Hello, this is the heating hotline. How may I help you?",
  },
  wait: {
    shortcut: "sd",
    text: "请稍等，我帮您查一下。",
    textEn: "One moment please, I am looking it up.",
  },
  number: {
    shortcut: "hh",
    text: "请提供您的户号，在缴费凭证或供热合同上，共 9 位。",
    textEn: "Please tell me your household number: 9 digits, on your receipt or your contract.",
  },
  address: {
    shortcut: "dz",
    text: "请告诉我小区、楼号、单元和房号，以及方便联系的电话。",
    textEn:
      "Please tell me the estate, building, unit and flat, and a number at which we can reach you.",
  },
  owed: {
    shortcut: "qf",
    text: "{姓名}您好，户号 {户号} 目前应缴 {欠费}，可在营业厅缴纳。",
    textEn: "{name}, household {number} owes {owed} at present. You can pay at a business hall.",
  },
  cold: {
    shortcut: "br",
    text: "请问是全屋都不热，还是个别房间？从什么时候开始？邻居家热吗？",
    textEn: "Is the whole flat cold, or single rooms? Since when? Are your neighbours warm?",
  },
  air: {
    shortcut: "pq",
    text: "请先看进户阀门是否全开，再打开暖气片上的放气阀，放到出水为止。不方便操作请告诉我。",
    textEn: "Please open the valve at your entrance fully, then the vent until water comes out.",
  },
  filed: {
    shortcut: "pd",
    text: "已为您登记工单，维修人员会尽快与您联系，请保持电话畅通。",
    textEn:
      "Your case is filed. A repair worker will contact you soon; please keep your phone at hand.",
  },
  leak: {
    shortcut: "ls",
    text: "请先关闭进户阀门，并把贵重物品移开。我马上为您登记加急工单。",
    textEn: "Please close the valve at your entrance. I am filing an urgent case for you now.",
  },
  sorry: {
    shortcut: "bq",
    text: "给您带来不便，非常抱歉。",
    textEn: "We are very sorry for the trouble.",
  },
  more: {
    shortcut: "hy",
    text: "请问还有其他可以帮您的吗？",
    textEn: "Is there anything else I can do for you?",
  },
  bye: {
    shortcut: "zj",
    text: "感谢您的咨询，祝您生活愉快，再见。",
    textEn: "Thank you for writing to us. Goodbye.",
  },
};

/** At revision 0: nobody has touched it yet. */
export const SEED_ANSWERS: readonly CannedAnswer[] = Object.entries(SEED).map(
  ([name, wording]) => ({
    id: `seed-${name}`,
    rev: 0,
    ...wording,
    retired: false,
  }),
);

/** All there are: those that were kept, and the program's own that nobody has touched. */
export function withSeeds(kept: readonly CannedAnswer[]): CannedAnswer[] {
  const known = new Set(kept.map(({ id }) => id));
  return [...kept, ...SEED_ANSWERS.filter(({ id }) => !known.has(id))];
}
