import type { CallLanguage } from "@warmline/shared/hall/model.ts";
import type { BoardRow } from "@warmline/shared/hall/live.ts";
import type { BoardCall } from "./announce.ts";

/** Counters whose number is among the clips. */
const COUNTERS_SPOKEN = 30;

/** A clip by its language and name: `zh/counter-5`. */
export type ClipId = `${CallLanguage}/${string}`;

/**
 * The clips of a call in their order: 请 A 0 3 2 号到 五号窗口; in English “Ticket A 0 3 2, please go
 * to counter five”. None where there is no clip of the counter: half a call would mislead.
 */
export function clipsOf(
  call: Pick<BoardCall, "label" | "counterNumber" | "language">,
): readonly ClipId[] {
  const { label, counterNumber, language } = call;
  if (!/^[A-Z]\d+$/.test(label) || counterNumber > COUNTERS_SPOKEN) return [];
  const [letter = "", ...digits] = label;
  const names = [
    language === "zh" ? "qing" : "ticket",
    `letter-${letter}`,
    ...digits.map((digit) => `digit-${digit}`),
    ...(language === "zh" ? ["hao-dao"] : []),
    `counter-${counterNumber}`,
  ];
  return names.map((name): ClipId => `${language}/${name}`);
}

/**
 * The clips that calls in this hall may need soon: all of its services and counters in Chinese, and
 * in English once somebody waits who is called in it.
 */
export function clipsAhead(rows: readonly BoardRow[]): ReadonlySet<ClipId> {
  const letters = rows.filter((row) => row.kind === "service").map(({ series }) => series);
  const counters = rows.filter((row) => row.kind === "counter").map(({ number }) => number);
  const english = rows.some((row) => row.kind === "ticket" && row.language === "en");
  const ids = new Set<ClipId>();
  for (const language of english ? (["zh", "en"] as const) : (["zh"] as const)) {
    for (const letter of letters) {
      for (const counterNumber of counters) {
        const call = { label: `${letter}0123456789`, counterNumber, language };
        for (const id of clipsOf(call)) ids.add(id);
      }
    }
  }
  return ids;
}
