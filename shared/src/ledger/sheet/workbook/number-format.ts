/** Formats that every program has by number: dates, times and percentages among them. */
const BUILT_IN = [
  [9, 10],
  [14, 22],
  [27, 36],
  [45, 47],
  [50, 58],
] as const;

/** Whether a number of this built-in format is shown as something else than what it is. */
export function misleadsById(id: number): boolean {
  return BUILT_IN.some(([from, to]) => from <= id && id <= to);
}

/** `"…"`, what follows `\`, `!`, `_` or `*`, and colours, languages, conditions in brackets. */
const LITERALS = /"[^"]*"|[\\!_*].|\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi;
const CONDITION = /\[[<>=]/;
/** Those of numbers; the fourth is of texts. */
const SECTIONS = 3;

/**
 * Whether a number in this format is shown as a date, a time, a percentage, in thousands, or not at
 * all: then a person who looked the sheet over did not see the number that is in it. The first
 * section is the one of sums; where a format has conditions, any may be.
 */
export function misleads(format: string): boolean {
  const sections = format
    .replace(LITERALS, "")
    .replace(/general/gi, "0")
    .split(";");
  return sections.slice(0, CONDITION.test(format) ? SECTIONS : 1).some(showsOther);
}

function showsOther(section: string): boolean {
  const thousands = /[0#?],+(?![0#?,])/;
  return /[ymdhsg%]|e(?![+-])/i.test(section) || thousands.test(section) || !/[0#?@]/.test(section);
}
