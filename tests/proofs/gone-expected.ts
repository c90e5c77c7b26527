import type { Deps } from "@warmline/server/platform/deps.ts";
import { addDays, type CityDate } from "@warmline/shared/kernel/time.ts";
import type { Entry } from "@warmline/shared/ledger/entry.ts";
import type { NodePath } from "@warmline/shared/reports/node.ts";
import { totalRefunds, type RefundSums } from "@warmline/shared/reports/payouts.ts";
import { hold, same } from "./holding.ts";

type Asking = Pick<Deps, "reports">;

/**
 * 作废冲正监控 and 退费统计 reckoned a second way, by the money of each entry; answers how many
 * tables were held against it.
 */
export async function compareGone(
  deps: Asking,
  journal: readonly Entry[],
  day: CityDate,
): Promise<number> {
  let tables = 0;
  for (const [first, last] of [
    [-1, 60],
    [6, 11],
  ] as const) {
    const [from, to] = [addDays(day, first), addDays(day, last)];
    const booked = journal.filter(({ bookedOn }) => bookedOn >= from && bookedOn <= to);
    tables += await compareVoids(deps, { journal, booked }, { from, to });
    tables += await compareRefunds(deps, booked, { from, to });
  }
  return tables;
}

interface Days {
  readonly from: CityDate;
  readonly to: CityDate;
}

interface Booked {
  readonly journal: readonly Entry[];
  readonly booked: readonly Entry[];
}

async function compareVoids({ reports }: Asking, { journal, booked }: Booked, days: Days) {
  const payments = new Map(
    journal.filter(({ detail }) => detail.kind === "payment").map((entry) => [entry.id, entry]),
  );
  const months = Map.groupBy(booked, ({ bookedOn }) => bookedOn.slice(0, 7));
  const expected = [...months].map(([month, own]): [string, number[]] => {
    const taken = own.filter(({ id }) => payments.has(id));
    const undone = own.filter(({ reverses = "" }) => payments.has(reverses));
    const receipts = new Set(undone.map(({ reverses = "" }) => payments.get(reverses)?.paymentId));
    return [month, [receipts.size, -moneyOf(undone), moneyOf(taken)]];
  });
  const found = await reports.voids({ ...days, office: null, cashier: null });
  const told = found.rows.map(({ month, count, voidedFen, takenFen }): [string, number[]] => [
    month,
    [count, voidedFen, takenFen],
  ]);
  same(sorted(told), sorted(expected), `voids, ${days.from} to ${days.to}`);
  return 1;
}

/** The city by its ways, and that what lies below comes to what is above, down to households. */
async function compareRefunds({ reports }: Asking, booked: readonly Entry[], days: Days) {
  const where = `refunds, ${days.from} to ${days.to}`;
  const refunds = booked.filter(({ refundId }) => refundId !== undefined);
  const expected = [...Map.groupBy(refunds, wayOf)].map(([method, own]): [string, number[]] => {
    const [paid, back] = [own.filter((one) => moneyOf([one]) < 0), own.filter(isReturned)];
    return [method, [paid.length, -moneyOf(paid), back.length, moneyOf(back)]];
  });
  let tables = 0;
  const below = async (node: NodePath): Promise<RefundSums> => {
    const { rows, grounds, beyond } = await reports.refunds({ ...days, node });
    same(beyond, [], `${where}: no more went back than came`);
    const sums = totalRefunds(rows);
    same(totalRefunds(grounds), sums, `${where}: ${node.join("/")} by ground`);
    tables += 1;
    for (const { id, ...own } of node.length < 3 ? rows : []) {
      same(await below([...node, id]), own, `${where}: what lies below ${id}`);
    }
    return sums;
  };
  await below([]);
  const { grounds } = await reports.refunds({ ...days, node: [] });
  const told = [...Map.groupBy(grounds, ({ method }) => method)].map(
    ([method, own]): [string, number[]] => {
      const { count, paidFen, returned, returnedFen } = totalRefunds(own);
      return [method, [count, paidFen, returned, returnedFen]];
    },
  );
  same(sorted(told), sorted(expected), where);
  hold(
    grounds.every(({ days: took }) => took === 0),
    `${where}: nobody knows when`,
  );
  return tables;
}

const isReturned = (entry: Entry) => moneyOf([entry]) > 0;

function wayOf({ lines }: Entry): string {
  return lines.find(({ account }) => account === "money")?.method ?? "";
}

function moneyOf(entries: readonly Entry[]): number {
  const lines = entries.flatMap((entry) => entry.lines);
  const money = lines.filter(({ account }) => account === "money");
  return money.reduce((sum, { amountFen }) => sum + amountFen, 0);
}

function sorted(rows: readonly (readonly [string, readonly number[]])[]) {
  return rows
    .filter(([, sums]) => sums.some((one) => one !== 0))
    .map(([key, sums]) => [key, ...sums.map((one) => one + 0)])
    .toSorted(([one], [other]) => (String(one) < String(other) ? -1 : 1));
}
