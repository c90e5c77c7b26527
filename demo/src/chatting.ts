import { nationalDigits } from "@warmline/shared/households/phone.ts";
import { households, type Household } from "@warmline/shared/households/model.ts";
import type { Deps } from "@warmline/server/platform/deps.ts";
import type { Draw } from "./draw.ts";
import { householdId } from "./household.ts";
import type { Pacing } from "./pacing.ts";
import { photo } from "./photo.ts";
import { reportedPhrase } from "./phrases.ts";
import type { SimulatedDoor } from "./wechat/of-process.ts";

const ERRANDS = [
  [30, "查一下欠费"],
  [30, "fault"],
  [12, "催一下"],
  [10, "为什么和去年不一样"],
  [10, "营业厅现在人多吗"],
  [8, "转人工"],
] as const;
const FAULTS = [
  [60, "not-warm"],
  [40, "leak"],
] as const;

/** Whoever is asked more than this puts the phone away. */
const TURNS = 14;
/** So often it is looked whether an answer came. */
const LOOKS = 20;

/** What is answered to what was asked last, the first that fits; the rest is left unanswered. */
const ANSWERS: readonly (readonly [RegExp, (me: Me) => string])[] = [
  [
    /满意/,
    ({ draw }) =>
      String(
        draw.weighted([
          [80, 1],
          [15, 2],
          [5, 3],
        ] as const),
      ),
  ],
  [/还需要办理其他业务吗/, () => "没有了"],
  [/确认提交/, () => "1"],
  [/后四位/, ({ phone }) => phone.slice(-4)],
  [/请输入户号/, ({ household }) => household.number],
  [/请输入小区/, ({ household: { address } }) => `${address.community}${address.building}`],
  [/请输入回电号码/, ({ phone }) => nationalDigits(phone)],
  [/老人|水流得急|危险|可能受伤/, ({ draw }) => (draw.chance(0.1) ? "1" : "2")],
  [/什么时候开始|哪些房间|请选择|将回电到/, () => "1"],
  [/用一句话说明/, () => "没有"],
];

interface Me {
  readonly draw: Draw;
  readonly household: Household;
  readonly phone: string;
}

interface Writing {
  readonly draw: Draw;
  readonly pacing: Pick<Pacing, "pause" | "stopped">;
  readonly householdCount: number;
}

/** Somebody writes what they want, and answers what they are asked; some send a picture. */
export async function chat(
  { store }: Pick<Deps, "store">,
  door: SimulatedDoor,
  { draw, pacing, householdCount }: Writing,
): Promise<void> {
  const household = await store.get(households, householdId(draw.between(0, householdCount - 1)));
  const phone = household?.phones[0];
  if (household === null || phone === undefined) return;
  const user = `resident-${household.number}`;
  const me = { draw, household, phone };
  const errand = draw.weighted(ERRANDS);
  let next: string | null =
    errand === "fault" ? reportedPhrase(draw.weighted(FAULTS), draw) : errand;
  for (let turn = 0; turn < TURNS && next !== null && !pacing.stopped; turn += 1) {
    const before = heardBy(door, user).length;
    if (next === PICTURE) await door.picture(user, photo(draw));
    else await door.act(user, { event: "said", text: next });
    next = answerTo(await answered(door, user, before, pacing), me);
    await pacing.pause(2, 8);
  }
}

const PICTURE = "[picture]";

/** Null: nothing is asked that they know an answer to. */
function answerTo(asked: string, me: Me): string | null {
  if (/现场照片/.test(asked)) return me.draw.chance(0.7) ? PICTURE : "没有";
  return ANSWERS.find(([pattern]) => pattern.test(asked))?.[1](me) ?? null;
}

/** What was answered, once it was; empty: nothing was. */
async function answered(
  door: SimulatedDoor,
  user: string,
  before: number,
  pacing: Writing["pacing"],
): Promise<string> {
  for (let look = 0; look < LOOKS && !pacing.stopped; look += 1) {
    const heard = heardBy(door, user);
    if (heard.length > before) return heard.slice(before).join("\n");
    await pacing.pause(0.5, 1.5);
  }
  return "";
}

function heardBy(door: SimulatedDoor, user: string): string[] {
  return door.chatOf(user).shown.flatMap(({ by, text }) => (by === "account" ? [text] : []));
}
