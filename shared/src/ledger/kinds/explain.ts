import { absoluteFen, formatYuan } from "../../kernel/money.ts";
import type { FormatMessage } from "../formatting.ts";
import { sumFen, type Line } from "../lines.ts";

/** `2025-2026 heat ¥100.00, 2026-2027 heat ¥50.00, on account ¥20.00`: where a lot's money is. */
export function explainParts(
  lines: readonly Line[],
  lotId: string | undefined,
  format: FormatMessage,
): string {
  const parts = lines.flatMap((line) => {
    if (line.lotId === undefined || (lotId !== undefined && line.lotId !== lotId)) return [];
    const amount = formatYuan(absoluteFen(line.amountFen));
    if (line.account === "prepaid") {
      return lotId === undefined ? [] : [format("entry.on-account", { amount })];
    }
    const { season = "", fee = "heat" } = line;
    return [format("entry.part", { season, fee: format(`ledger.fee.${fee}`), amount })];
  });
  return parts.join(format("entry.list"));
}

/** What was paid at once from what was on account; empty when nothing was. */
export function explainUsed(lines: readonly Line[], format: FormatMessage): string {
  const used = sumFen(
    lines.filter(({ account, amountFen }) => account === "prepaid" && amountFen > 0),
  );
  return used === 0 ? "" : format("entry.used", { amount: formatYuan(used) });
}

export function joined(parts: readonly string[], format: FormatMessage): string {
  return parts.filter((part) => part !== "").join(format("entry.list"));
}
