import { fen, type Fen } from "@warmline/shared/kernel/money.ts";
import { later, startOfDay, type CityDate, type Instant } from "@warmline/shared/kernel/time.ts";
import { DENOMINATIONS_FEN, type Pieces } from "@warmline/shared/ledger/cash.ts";
import { closeDay } from "@warmline/server/domains/ledger/close-commands.ts";
import { keepSheet } from "@warmline/server/domains/ledger/day-sheet.ts";
import { pay, type PayInput } from "@warmline/server/domains/ledger/payment-commands.ts";
import { countTill, openTill } from "@warmline/server/domains/ledger/till-commands.ts";
import { HALLS, type Hall } from "../places.ts";
import type { Acting } from "./act.ts";

const FLOAT_FEN = fen(50_000);
const HOUR_MS = 3_600_000;
/** 长短款: in this hall, on the last of the days, there was less in the drawer. */
const SHORT = { hallId: "hall-nancheng", byFen: 1_000, reason: "找零多给十元" };

/** So many households pay in each hall each day. */
const PAYERS = 4;

/** Of days that are over, how many households each takes. */
export function payersOf(days: readonly CityDate[]): number {
  return days.length * HALLS.length * PAYERS;
}

/**
 * What each hall did on days that are over: a till with its float, payments in several ways and for
 * several households, the count, the close. Answers the first entry of each hall's first day.
 */
export async function keepHalls(
  acting: Acting,
  days: readonly CityDate[],
  payers: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const first = new Map<string, string>();
  let taken = 0;
  for (const day of days) {
    for (const hall of HALLS) {
      const four = payers.slice(taken, taken + PAYERS) as Four;
      taken += PAYERS;
      const last = day === days.at(-1);
      const entryId = await keepDay(acting, { hall, day, last }, four);
      if (!first.has(hall.id)) first.set(hall.id, entryId);
    }
  }
  return first;
}

type Four = [string, string, string, string];

interface HallDay {
  readonly hall: Hall;
  readonly day: CityDate;
  readonly last: boolean;
}

async function keepDay(acting: Acting, { hall, day, last }: HallDay, payers: Four) {
  const at = (hour: number): Instant => later(startOfDay(day), hour * HOUR_MS);
  const who = `cashier-${hall.slug}1`;
  const float = { till: "1", floatFen: FLOAT_FEN };
  const { shiftId } = await acting.act({ who, at: at(8.5) }, openTill, float);
  const paid = [];
  for (const [place, input] of paymentsOf(payers).entries()) {
    paid.push(await acting.act({ who, at: at(9 + place * 2) }, pay, input));
  }
  const short = last && hall.id === SHORT.hallId;
  const counted = FLOAT_FEN + CASH_FEN - (short ? SHORT.byFen : 0);
  const count = { id: shiftId, pieces: piecesOf(counted), ...(short && { reason: SHORT.reason }) };
  await acting.act({ who, at: at(17) }, countTill, count);
  const closing = { who: `manager-${hall.slug}`, at: at(17.5) };
  await acting.act(closing, closeDay, { office: hall.id, day });
  const { deps, caller } = acting.as(closing);
  await keepSheet(deps, caller, { office: hall.id, day });
  return paid[0]!.parts[0]!.entryId;
}

/** In cash with change; half in cash, the rest by card; one payer for two households. */
function paymentsOf([one, two, three, four]: Four): PayInput[] {
  const part = (accountId: string, yuan: number) => ({ accountId, amountFen: yuanFen(yuan) });
  return [
    {
      parts: [part(one, 860)],
      tenders: [{ method: "cash", amountFen: yuanFen(860), givenFen: yuanFen(900) }],
    },
    {
      parts: [part(two, 1_200)],
      tenders: [
        { method: "cash", amountFen: yuanFen(500), givenFen: yuanFen(500) },
        { method: "card", amountFen: yuanFen(700) },
      ],
    },
    {
      parts: [part(three, 620), part(four, 380)],
      tenders: [{ method: "cash", amountFen: yuanFen(1_000), givenFen: yuanFen(1_000) }],
      payer: "王建国",
    },
  ];
}
const CASH_FEN = (860 + 500 + 1_000) * 100;

function yuanFen(yuan: number): Fen {
  return fen(yuan * 100);
}

/** The fewest notes and coins that come to it. */
function piecesOf(amountFen: number): Pieces {
  let rest = amountFen;
  return DENOMINATIONS_FEN.map((value) => {
    const count = Math.floor(rest / value);
    rest -= count * value;
    return count;
  });
}
