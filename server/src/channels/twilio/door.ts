/** Of an address that we gave the carrier ourselves; null: it is none of ours. */
export function numberIn(query: URLSearchParams, name: string): number | null {
  const number = query.get(name) ?? "";
  return /^\d{1,4}$/.test(number) ? Number(number) : null;
}
