import { HEAT_SYMBOLS } from "../catalogue/metered-rule.ts";
import { formatArea } from "../kernel/area.ts";
import { formatHeat, subtractHeat } from "../kernel/heat.ts";
import { formatYuan, negateFen, subtractFen, type Fen } from "../kernel/money.ts";
import { formatPrice } from "../kernel/price.ts";
import { heatOf, type MeterPoint } from "../metering/spans.ts";
import type { FormatMessage } from "./formatting.ts";
import {
  basicShareFen,
  overCapFen,
  unitsFen,
  type AdvanceStep,
  type MeteredStep,
  type MeteredSteps,
} from "./metered.ts";

type OfMeters = MeteredSteps | AdvanceStep;

type MeteredRules = {
  readonly [R in OfMeters["rule"]]: {
    readonly amount: (step: Extract<OfMeters, { rule: R }>) => Fen;
    readonly explain: (step: Extract<OfMeters, { rule: R }>, format: FormatMessage) => string;
  };
};

/** 计量结算: how its steps are done again and told. */
export const METERED_RULES: MeteredRules = {
  "basic-share@1": {
    amount: basicShareFen,
    explain: ({ areaFen, share10k, amountFen }, format) =>
      format("debt.basic-share", {
        area: formatYuan(areaFen),
        share: formatPrice(share10k),
        amount: formatYuan(amountFen),
      }),
  },
  "basic-area@1": {
    amount: ({ areaMilli, price10k }) => unitsFen(areaMilli, price10k),
    explain: ({ area, areaMilli, price10k, amountFen }, format) =>
      format(`debt.basic-${area}`, {
        area: formatArea(areaMilli),
        price: formatPrice(price10k),
        amount: formatYuan(amountFen),
      }),
  },
  "metered@1": {
    amount: ({ meters, price10k }) => unitsFen(heatOf(meters), price10k),
    explain: explainMetered,
  },
  "metered-cap@1": {
    amount: overCapFen,
    explain: ({ prepaidFen, takenFen, amountFen }, format) =>
      format("debt.metered-cap", {
        prepaid: formatYuan(prepaidFen),
        most: formatYuan(subtractFen(prepaidFen, takenFen)),
        less: formatYuan(negateFen(amountFen)),
      }),
  },
  "advance@1": {
    amount: ({ prepaidFen }) => negateFen(prepaidFen),
    explain: ({ prepaidFen }, format) =>
      format("debt.advance", { prepaid: formatYuan(prepaidFen) }),
  },
};

/** Meter by meter what it showed, then all that was taken, and its price. */
function explainMetered({ unit, meters, price10k, amountFen }: MeteredStep, format: FormatMessage) {
  const symbol = HEAT_SYMBOLS[unit];
  const shown = ({ day, figureMilli, estimated }: MeterPoint) =>
    format(estimated ? "debt.figure-estimated" : "debt.figure", {
      day,
      figure: formatHeat(figureMilli),
    });
  const told = meters.map(({ number, from, to }) =>
    format("debt.meter", {
      number,
      from: shown(from),
      to: shown(to),
      heat: formatHeat(subtractHeat(to.figureMilli, from.figureMilli)),
      unit: symbol,
    }),
  );
  const priced = format("debt.metered", {
    heat: formatHeat(heatOf(meters)),
    unit: symbol,
    price: formatPrice(price10k),
    amount: formatYuan(amountFen),
  });
  return [...told, priced].join(format("debt.comma"));
}
