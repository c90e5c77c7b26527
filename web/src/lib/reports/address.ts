/** What a summary is asked for by; it stands in the page's address: back and reload work. */
export interface CollectionQuery {
  readonly season?: string;
  readonly day?: string;
  /** `branch/station/building`; empty: all within reach. */
  readonly node?: string;
  /** Households to pass over. */
  readonly skip?: number;
}

/** As the address says it; what it does not say is left to the server. */
export function askedBy(params: Pick<URLSearchParams, "get">): CollectionQuery {
  const text = (name: "season" | "day" | "node") => {
    const value = params.get(name);
    return value === null || value === "" ? {} : { [name]: value };
  };
  const skip = Number(params.get("skip") ?? 0);
  const page = Number.isInteger(skip) && skip > 0 ? { skip } : {};
  return { ...text("season"), ...text("day"), ...text("node"), ...page };
}

/** The same with some of it changed; another season, day or node begins at its first page. */
export function addressWith(asked: CollectionQuery, change: CollectionQuery): string {
  const { skip: _, ...kept } = asked;
  return addressOf({ ...kept, ...change });
}

function addressOf({ season = "", day = "", node = "", skip = 0 }: CollectionQuery): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries({ season, day, node })) {
    if (value !== "") params.set(name, value);
  }
  if (skip > 0) params.set("skip", String(skip));
  return `?${params.toString()}`;
}
