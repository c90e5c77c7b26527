/** Minutes from midnight as a time field shows them; midnight at the end of a day is `23:59`. */
export function timeOf(minute: number): string {
  const shown = Math.min(minute, 24 * 60 - 1);
  const two = (part: number) => String(part).padStart(2, "0");
  return `${two(Math.floor(shown / 60))}:${two(shown % 60)}`;
}

/** The inverse; null for what is no time of day. */
export function minuteOf(time: string): number | null {
  const [, hours, minutes] = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(time) ?? [];
  return hours === undefined ? null : Number(hours) * 60 + Number(minutes);
}
