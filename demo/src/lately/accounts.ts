import { DEFAULT_PLAN_TERMS } from "@warmline/shared/catalogue/plan-terms.ts";
import type { DemoCity } from "@warmline/shared/demo/model.ts";
import { fen } from "@warmline/shared/kernel/money.ts";
import { price10k } from "@warmline/shared/kernel/price.ts";
import {
  cityDate,
  later,
  latest,
  startOfDay,
  type CityDate,
} from "@warmline/shared/kernel/time.ts";
import { accountStream, entries, replay } from "@warmline/shared/ledger/entry.ts";
import type { OpenItem } from "@warmline/shared/ledger/account.ts";
import { WRITE_OFF_POLICY } from "@warmline/shared/ledger/write-off-policy.ts";
import { openItems } from "@warmline/shared/ledger/position.ts";
import { askCatalogue, cataloguing } from "@warmline/server/domains/catalogue/change-request.ts";
import { askRelief, relieving } from "@warmline/server/domains/ledger/relief-request.ts";
import { chargeService } from "@warmline/server/domains/ledger/service-fee-command.ts";
import { askStops, restopping } from "@warmline/server/domains/ledger/stop-request.ts";
import { askWriteOff, writingOff } from "@warmline/server/domains/ledger/write-off-request.ts";
import { approveCommand } from "@warmline/server/domains/requests/approve-request.ts";
import { anyApprovable } from "@warmline/server/platform/commands/approvable.ts";
import { registryOf } from "@warmline/server/domains/requests/registry.ts";
import type { Deps } from "@warmline/server/platform/deps.ts";
import { demoSeasons } from "../calendar.ts";
import { householdId } from "../household.ts";
import { LATELY, type Acting } from "./act.ts";

const HOUR_MS = 3_600_000;
/** So many of the first households are looked at, of a small city fewer: its last ones paid. */
const SEEN = 60;
const SEEN_SHARE = 4;

const approve = approveCommand(
  registryOf([
    anyApprovable(cataloguing),
    anyApprovable(relieving),
    anyApprovable(restopping),
    anyApprovable(writingOff),
  ]),
);

/** 违约金: half a thousandth a day from a month after the day on which it was due. */
const LATE_FEE = {
  code: "late-fee",
  zh: "违约金",
  en: "Late fee",
  from: "2000-07-01",
  rule: {
    kind: "late-fee",
    share10k: price10k(500),
    graceDays: 30,
    maxShare10k: price10k(300_000),
    fees: ["heat", "stop-base"],
  },
} as const;

/** 增值税: residents are exempt, others owe 9 %. */
const VAT = {
  code: "vat",
  zh: "增值税税率",
  en: "VAT rates",
  from: "2019-04-01",
  rule: {
    kind: "vat",
    rates: [{ priceClass: "residential", share10k: price10k(0) }, { share10k: price10k(90_000) }],
  },
} as const;
/** 报停条件, without a notice: whoever leaves tomorrow stops tomorrow. */
const STOP_TERMS = {
  code: "stop-terms",
  zh: "报停条件",
  en: "Terms of a stop",
  from: "2000-07-01",
  rule: {
    kind: "stop-terms",
    noticeDays: 0,
    partSeason: true,
    pastPaid: false,
    documents: ["户主身份证", "报停申请表"],
  },
} as const;

/** 分期条件, as a hall is used to. */
const PLAN_TERMS = {
  code: "plan-terms",
  zh: "分期条件",
  en: "Terms of instalments",
  from: "2000-07-01",
  rule: DEFAULT_PLAN_TERMS,
} as const;

const services = [
  { code: "valve-opening", zh: "开栓费", en: "Valve opening", fee: "valve-opening", yuan: 60 },
  { code: "meter-test", zh: "热表检定", en: "Meter test", fee: "service", yuan: 120 },
];
/** 服务项目, as a hall lists them. */
const SERVICES = services.map(({ yuan, ...row }) => {
  return { list: "services" as const, row: { ...row, priceFen: fen(yuan * 100) } };
});

interface Owing {
  readonly id: string;
  /** What is open, the oldest season first. */
  readonly items: readonly OpenItem[];
}

/**
 * What was asked for and approved about accounts: 违约金 and 增值税 as rules and 服务项目 of the
 * catalogue, 报停, 减免 and 坏账核销; one relief waits, one valve was opened. A small city may have
 * nobody for one of them.
 */
export async function settleAccounts(
  acting: Acting,
  deps: Pick<Deps, "store">,
  city: DemoCity,
): Promise<void> {
  const today = cityDate(city.madeAt);
  // Not before midnight: the day that was is closed.
  const at = latest(later(city.madeAt, -HOUR_MS), startOfDay(today));
  const [hall, head] = [
    { who: "cashier-xicheng2", at },
    { who: "manager-xicheng", at },
  ];
  const [finance, second] = [
    { who: "finance", at },
    { who: "finance2", at },
  ];
  // As it is asked for once more when this is begun again.
  const yes = ({ id }: { readonly id: string }) => ({ id, rev: 1 });

  const rows = [LATE_FEE, VAT, STOP_TERMS, PLAN_TERMS].map((row) => ({
    list: "rules" as const,
    row,
  }));
  const rule = { base: 1, changes: [...rows, ...SERVICES] };
  const asked = await acting.act(finance, askCatalogue, { ...rule, reason: "供热条例第三十条" });
  await acting.act(second, approve, yes(asked));

  const season = demoSeasons(city.seasons, city.madeAt).at(-1)!;
  const owing = await owingHouseholds(deps, city);
  const now = owing.filter(({ items }) => items.some((item) => item.season === season.name));
  const [away, poor, other] = now;
  const old = owing.find(({ id, items: [item] }) => id !== away?.id && isSmall(item!, season));
  if (away !== undefined) {
    const act = { kind: "stop", from: within(today, season) } as const;
    const stop = { id: away.id, season: season.name, rev: 1, act, evidence: "报停申请 BT-0031" };
    const one = await acting.act(hall, askStops, { ...stop, reason: "外地过冬，房屋空置" });
    await acting.act(head, approve, yes(one));
  }
  const relief = { season: season.name, relief: "low-income", amountFen: fen(20_000) };
  if (poor !== undefined) {
    const why = { evidence: "低保证 DB-20418", reason: "民政低保户冬季取暖减免" };
    const one = await acting.act(hall, askRelief, { id: poor.id, ...relief, ...why });
    await acting.act(head, approve, yes(one));
  }
  if (old !== undefined) {
    const of = { id: old.id, seasons: [old.items[0]!.season], ground: "limitation" } as const;
    const why = { evidence: "催缴台账 CJ-118", reason: "超过诉讼时效，多次催缴未果" };
    const one = await acting.act(head, askWriteOff, { ...of, ...why });
    await acting.act(finance, approve, yes(one));
  }
  if (other !== undefined) {
    const why = { evidence: "低保证 DB-20977", reason: "新评定低保户" };
    await acting.act(hall, askRelief, { id: other.id, ...relief, ...why });
    const of = { id: other.id, season: season.name, service: "valve-opening", quantity: 1 };
    await acting.act(hall, chargeService, { ...of, catalogueVersion: 2 });
  }
}

/** Some that owed something as the seasons left them, whatever has been done to them lately. */
export async function owingHouseholds(
  { store }: Pick<Deps, "store">,
  { households }: DemoCity,
): Promise<Owing[]> {
  const found: Owing[] = [];
  for (let index = 0; index < Math.min(SEEN, households / SEEN_SHARE); index += 1) {
    const id = householdId(index);
    const where = { streamId: accountStream(id) };
    const stream = await store.find(entries, { index: "seq", where, limit: 1_000 });
    const before = stream.filter((entry) => !entry.id.startsWith(LATELY));
    const items = openItems(replay(id, before));
    if (items.length > 0) found.push({ id, items });
  }
  return found;
}

/** A past debt that one of finance writes off without another: a flat's. */
function isSmall({ season, openFen }: OpenItem, newest: { readonly name: string }): boolean {
  return season < newest.name && openFen < WRITE_OFF_POLICY.steps[1]!.overFen;
}

/** The day, or the nearest one of the season. */
function within(day: CityDate, { from, to }: { readonly from: CityDate; readonly to: CityDate }) {
  if (day < from) return from;
  return day > to ? to : day;
}
