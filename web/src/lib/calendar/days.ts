/** The days with one more, in order; what is empty or there already adds nothing. */
export function withDay(days: readonly string[], day: string): string[] {
  return day === "" ? [...days] : [...new Set([...days, day])].toSorted();
}
