const CITY_OFFSET_MS = 8 * 3_600_000;

/** `YYYY-MM-DDTHH:MM` on the city's clock, as a field for date and time has it. */
export function toCityField(at: number): string {
  return new Date(at + CITY_OFFSET_MS).toISOString().slice(0, 16);
}

export function fromCityField(text: string): number {
  return Date.parse(`${text}:00Z`) - CITY_OFFSET_MS;
}
