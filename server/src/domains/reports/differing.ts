/** What the journal and the statistics say of an account, season by season. */
export interface Compared<T> {
  readonly names: readonly (keyof T)[];
  readonly nothing: T;
  readonly journal: ReadonlyMap<string, T>;
  readonly statistics: readonly (T & { readonly season: string })[];
}

/** Where they are not the same; a season that only one of them has is nothing in the other. */
export function differing<T>({ names, nothing, journal, statistics }: Compared<T>) {
  const kept = new Map<string, T>(statistics.map((row) => [row.season, row]));
  const seasons = new Set([...journal.keys(), ...kept.keys()]);
  return [...seasons].flatMap((season) => {
    const [one, other] = [journal.get(season) ?? nothing, kept.get(season) ?? nothing];
    const same = names.every((name) => one[name] === other[name]);
    return same ? [] : [{ season, journal: one, statistics: other }];
  });
}
