import { formatYuan, negateFen, type Fen } from "../../kernel/money.ts";
import { ok, refuse, type Result } from "../../kernel/result.ts";
import type { Item } from "../account.ts";
import { freePaysOpen, isAmount, moveLines, type Link } from "../allocate.ts";
import { FEES, isServiceFee, type ServiceFeeId } from "../fees.ts";
import type { Line } from "../lines.ts";
import { applyLines, copyOf, type Position } from "../position.ts";
import { serviceAmount, type ServiceStep } from "../service-step.ts";
import { itemIdOf, itemLines } from "./charge.ts";
import { onlyMoved, sameLines, unlinked } from "./checks.ts";
import { explainUsed, joined } from "./explain.ts";
import { entryKind, type EntryOf, type Posting } from "./kind.ts";

/** 服务收费: something done for a household, such as the opening of a valve, at its listed price. */
export interface ServiceFeeDetail {
  readonly kind: "serviceFee";
  /** One: which service, how often, and at which price of which version of the catalogue. */
  readonly items: readonly [{ readonly steps: readonly [ServiceStep] }];
}

export interface ServiceFeeInput {
  readonly entryId: string;
  /** The season in whose books it stands. */
  readonly season: string;
  readonly fee: ServiceFeeId;
  readonly service: Omit<ServiceStep, "rule" | "amountFen">;
}

export type ServiceFeeCode = "bad-amount";

interface ServiceFeeFacts {
  readonly entryId: string;
  readonly season: string;
  readonly fee: ServiceFeeId;
  readonly amountFen: Fen;
  /** What is on account pays at once, in the same entry. */
  readonly links: readonly Link[];
}

/**
 * Price × quantity, to be paid at once; lots that are free pay it in the same entry. The same
 * service may be charged again, as it may be done again. Refusal: `bad-amount` (nothing, or over
 * the limit).
 */
function decide(
  position: Position,
  { entryId, season, fee, service }: ServiceFeeInput,
): Result<Posting<ServiceFeeDetail>, ServiceFeeCode> {
  const amountFen = serviceAmount(service);
  if (!isAmount(amountFen)) return refuse("bad-amount");
  const step: ServiceStep = { rule: "service@1", ...service, amountFen };
  const facts = { entryId, season, fee, amountFen };
  const own = lines({ ...facts, links: [] });
  const charged = copyOf(position);
  applyLines(charged, own, { sum: "chargedFen", items: itemsOf(own) });
  return ok({
    lines: lines({ ...facts, links: freePaysOpen(charged) }),
    detail: { kind: "serviceFee", items: [{ steps: [step] }] },
  });
}

function lines({ entryId, season, fee, amountFen, links }: ServiceFeeFacts): Line[] {
  return [
    { account: "receivable", amountFen, season, fee, itemId: itemIdOf(entryId, 0) },
    { account: FEES[fee].income, amountFen: negateFen(amountFen), season, fee },
    ...moveLines(links),
  ];
}

/** The item that it makes, as the account keeps it: to be paid at once, so without a day. */
function itemsOf(all: readonly Line[]): Item[] {
  return itemLines(all).map(({ itemId = "", season = "", fee = "service", amountFen }) => {
    return { itemId, season, fee, amountFen };
  });
}

/** One item under a fee for services, which its step done again comes to, and what paid it. */
function check(_: Position, { id: entryId, lines: all, detail }: EntryOf<ServiceFeeDetail>) {
  const [line, ...more] = itemLines(all);
  const [
    {
      steps: [step],
    },
  ] = detail.items;
  const { season = "", fee, amountFen } = line ?? {};
  if (more.length > 0 || amountFen === undefined || !isServiceFee(fee)) return false;
  const made = lines({ entryId, season, fee, amountFen, links: [] });
  return (
    isAmount(amountFen) &&
    amountFen === step.amountFen &&
    amountFen === serviceAmount(step) &&
    sameLines(unlinked(all), made) &&
    onlyMoved(all)
  );
}

export const serviceFee = entryKind({
  decide,
  lines,
  fold(position, { lines: all }: EntryOf<ServiceFeeDetail>) {
    applyLines(position, all, { sum: "chargedFen", items: itemsOf(all) });
  },
  check,
  explain({ lines: all, detail }, format) {
    const [
      {
        steps: [{ label, quantity, amountFen }],
      },
    ] = detail.items;
    const [{ season = "" } = {}] = itemLines(all);
    const amount = formatYuan(amountFen);
    const part = format("entry.service", { season, label, quantity, amount });
    return joined([part, explainUsed(all, format)], format);
  },
  reversible: true,
});
