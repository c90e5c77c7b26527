// oxlint-disable-next-line import/no-unassigned-import -- it puts itself on `window`
import "receiptline/lib/receiptline.js";
import type { Transform } from "./receiptline.ts";
import { formatInstant } from "@warmline/shared/kernel/time.ts";
import type { Slip } from "@warmline/shared/hall/rows.ts";
import { fontsFor } from "./fonts.ts";
import type { Visit } from "./visit.svelte.ts";
import { language, t, type PlainMessageKey } from "./messages.svelte.ts";

/** 80 mm paper has 48 columns, 58 mm paper 32; the preview looks best narrow. */
const COLUMNS = 32;

const { transform } = (globalThis as unknown as { receiptline: { transform: Transform } })
  .receiptline;

/** The slip in receiptline's notation, in the language of whoever took the number. */
function slipDocument(slip: Slip): string {
  const chinese = language() === "zh";
  const { waitMinutes } = slip;
  return [
    plain(slip.hallName),
    "",
    t("kiosk.your-number"),
    `^^^^^^${plain(slip.label)}`,
    "-",
    `{w:12,*}`,
    line("kiosk.slip-service", chinese ? slip.serviceZh : slip.serviceEn),
    line("kiosk.slip-ahead", t("kiosk.slip-people", { count: slip.peopleAhead })),
    line(
      "kiosk.slip-wait",
      waitMinutes === null
        ? t("kiosk.counters-closed")
        : t("kiosk.slip-minutes", { from: waitMinutes.from, to: waitMinutes.to }),
    ),
    line("kiosk.slip-time", formatInstant(slip.takenAt)),
    "{w:auto}",
    "-",
    t("kiosk.slip-note"),
  ].join("\n");
}

/** The same as a picture: shown where no printer is attached, and what the browser prints. */
export function slipSvg(slip: Slip): string {
  const svg = transform(slipDocument(slip), {
    cpl: COLUMNS,
    encoding: "gb18030",
    spacing: true,
    command: "svg",
  });
  return svg.replace(/font-family="monospace"/, 'style="font-family: var(--font)"');
}

function line(key: PlainMessageKey, value: string): string {
  return `|${t(key)} | ${plain(value)}|`;
}

/** Characters that mean something in receiptline's notation stand for themselves. */
function plain(text: string): string {
  return text.replace(/[\\|{}~_"`^]/g, "\\$&");
}

/** A kiosk whose browser prints by itself (`--kiosk-printing`) is opened with `?print=auto`. */
export const printsByItself = new URLSearchParams(location.search).get("print") === "auto";

export function printSlip(visit: Visit, slip: Slip): void {
  visit.paper = slipSvg(slip);
  // After the paper's copy is in the page, with every character that stands on it; who left
  // meanwhile prints nothing.
  void fontsFor(visit.paper).then(() =>
    requestAnimationFrame(() => {
      if (!visit.over) globalThis.print();
    }),
  );
}
