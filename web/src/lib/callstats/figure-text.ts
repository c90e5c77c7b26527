import { countText } from "../count-text.ts";
import type { Figure, FigureUnit } from "@warmline/shared/callstats/figures.ts";

/** As a table shows it: `1,204`, `93.2%`, `4:05` or `1:04:05`; a dash where there was nothing. */
export function figureText(value: Figure, unit: FigureUnit): string {
  if (value === null) return "–";
  switch (unit) {
    case "count":
      return countText(value);
    case "share":
      return `${(value * 100).toFixed(1)}%`;
    case "ms":
      return spanText(Math.round(value / 1_000));
  }
}

function spanText(seconds: number): string {
  const two = (part: number) => String(part).padStart(2, "0");
  const [hours, minutes] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60];
  const rest = two(seconds % 60);
  return hours > 0 ? `${hours}:${two(minutes)}:${rest}` : `${minutes}:${rest}`;
}
