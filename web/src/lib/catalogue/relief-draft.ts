import type { ReliefRow } from "@warmline/shared/catalogue/catalogue.ts";
import { formatDegrees, type HeatRefund } from "@warmline/shared/catalogue/heat-refund.ts";
import { formatPrice, price10k, type Price10k } from "@warmline/shared/kernel/price.ts";
import { PRICE, TEMPERATURE, type Quantity } from "@warmline/shared/kernel/written-number.ts";
import type { BandDraft } from "./band-draft.ts";
import { typedNumber } from "../typed-number.ts";

/** What a relief can be reckoned by. */
export const RELIEF_BASES = ["amount", "area", "outage", "cold"] as const;

/** 减免项目的计算方式 as a form holds it: degrees and shares as they are typed. */
export interface ReliefDraft {
  by: (typeof RELIEF_BASES)[number];
  /** 减免违约金: an amount of late fees alone. */
  lateFees: boolean;
  /** Yuan a square metre. */
  rate: string;
  overHours: string;
  partDay: boolean;
  bands: BandDraft[];
}

/** By which a square metre of inner area is relieved. */
export const RATE: Quantity<Price10k> = { ...PRICE, max: price10k(1_000_000) };
export const HOURS: Quantity = { places: 0, min: 0, max: 720, show: (hours) => `${hours} h` };
/** Of a day, in 1/10000 per cent. */
export const DAY_SHARE: Quantity<Price10k> = {
  places: 4,
  min: price10k(1),
  max: price10k(1_000_000),
  show: (share) => `${share / 10_000} %`,
};

export const EMPTY_RELIEF: ReliefDraft = {
  by: "amount",
  lateFees: false,
  rate: "",
  overHours: "24",
  partDay: true,
  bands: [{ bound: "18.0", share: "" }],
};

export function reliefDraftOf({
  price10k: rate,
  lateFees,
  refund,
}: Partial<ReliefRow>): ReliefDraft {
  const empty = structuredClone(EMPTY_RELIEF);
  if (rate !== undefined) return { ...empty, by: "area", rate: formatPrice(rate) };
  if (refund === undefined) return { ...empty, lateFees: lateFees ?? false };
  if (refund.kind === "outage") {
    const { overHours, partDay } = refund;
    return { ...empty, by: "outage", overHours: `${overHours}`, partDay };
  }
  const bands = refund.bands.map(({ belowDeci, share10k }) => ({
    bound: formatDegrees(belowDeci),
    share: formatPrice(share10k),
  }));
  return { ...empty, by: "cold", bands };
}

type Basis = Pick<ReliefRow, "price10k" | "lateFees" | "refund">;

/** By what it is reckoned; null while something is missing or wrong. */
export function reliefBasisOf(draft: ReliefDraft): Basis | null {
  if (draft.by === "amount") return draft.lateFees ? { lateFees: true } : {};
  if (draft.by === "area") {
    const rate = typedNumber(draft.rate, RATE);
    return rate === null ? null : { price10k: rate };
  }
  const refund = draft.by === "outage" ? outageOf(draft) : coldOf(draft);
  return refund === null ? null : { refund };
}

function outageOf({ overHours: typed, partDay }: ReliefDraft): HeatRefund | null {
  const overHours = typedNumber(typed, HOURS);
  return overHours === null ? null : { kind: "outage", overHours, partDay };
}

function coldOf({ bands: typed }: ReliefDraft): HeatRefund | null {
  const bands = typed.flatMap(({ bound, share }) => {
    const belowDeci = typedNumber(bound, TEMPERATURE);
    const share10k = typedNumber(share, DAY_SHARE);
    return belowDeci === null || share10k === null ? [] : [{ belowDeci, share10k }];
  });
  return bands.length < typed.length ? null : { kind: "cold", bands };
}
