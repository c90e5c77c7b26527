/** What a summary is asked for by; it stands in the page's address: back and reload work. */
export interface CollectionQuery {
  readonly season?: string;
  readonly day?: string;
  /** `branch/station/building`; empty: all within reach. */
  readonly node?: string;
  /** Households to pass over. */
  readonly skip?: number;
}

/** The same of what is owed of all seasons. */
export type DayQuery = Omit<CollectionQuery, "season">;

/** The same of old debt: within some days. */
export interface DebtQuery {
  readonly season?: string;
  readonly from?: string;
  readonly to?: string;
  readonly node?: string;
}

/** The same of what was taken. */
export interface TakingsQuery {
  readonly season?: string;
  readonly from?: string;
  readonly to?: string;
  readonly office?: string;
}

/** The same of what of it was taken back. */
export interface VoidsQuery {
  readonly from?: string;
  readonly to?: string;
  readonly office?: string;
  readonly cashier?: string;
}

/** Of a report of some days. */
export type SpanQuery = DebtQuery | TakingsQuery | VoidsQuery;
export type SpanChange = Pick<DebtQuery & TakingsQuery, "season" | "from" | "to" | "node">;

export type ReportQuery = CollectionQuery | DebtQuery | TakingsQuery | VoidsQuery;

type Params = Pick<URLSearchParams, "get">;

/** As the address says it; what it does not say is left to the server. */
export function askedBy(params: Params): CollectionQuery {
  return { ...texts(params, ["season"]), ...dayAskedBy(params) };
}

export function dayAskedBy(params: Params): DayQuery {
  const skip = Number(params.get("skip") ?? 0);
  const page = Number.isInteger(skip) && skip > 0 ? { skip } : {};
  return { ...texts(params, ["day", "node"]), ...page };
}

export function debtAskedBy(params: Params): DebtQuery {
  return texts(params, ["season", "from", "to", "node"]);
}

export function spanAskedBy(params: Params): Omit<DebtQuery, "season"> {
  return texts(params, ["from", "to", "node"]);
}

export function takingsAskedBy(params: Params): TakingsQuery {
  return texts(params, ["season", "from", "to", "office"]);
}

export function voidsAskedBy(params: Params): VoidsQuery {
  return texts(params, ["from", "to", "office", "cashier"]);
}

function texts<K extends string>(params: Params, names: readonly K[]): Partial<Record<K, string>> {
  const found = names.flatMap((name): [K, string][] => {
    const value = params.get(name) ?? "";
    return value === "" ? [] : [[name, value]];
  });
  return Object.fromEntries(found) as Partial<Record<K, string>>;
}

/** The same with some of it changed; another season, day or node begins at its first page. */
export function addressWith<Q extends ReportQuery>(asked: Q, change: Q): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...asked, skip: 0, ...change })) {
    const text = typeof value === "number" && value > 0 ? value.toString() : value;
    if (typeof text === "string" && text !== "") params.set(name, text);
  }
  return `?${params.toString()}`;
}
