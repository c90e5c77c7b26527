/** A time of day as people type it; `24:00` is the midnight at which a day ends. */
export const TIME_PATTERN = "([01][0-9]|2[0-3]):[0-5][0-9]|24:00";

/** Minutes from midnight as hours and minutes. */
export function timeOf(minute: number): string {
  const two = (part: number) => String(part).padStart(2, "0");
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}

/** The inverse; null for what is no time of day. */
export function minuteOf(time: string): number | null {
  if (!new RegExp(`^(${TIME_PATTERN})$`).test(time)) return null;
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  return hours * 60 + minutes;
}
