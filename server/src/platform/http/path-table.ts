import { assert } from "@warmline/shared/kernel/assert.ts";

export interface Found<T> {
  readonly value: T;
  /** Decoded, by the names in the declared path. */
  readonly params: Readonly<Record<string, string>>;
}

/** What is served where: one look-up by method and path, however many there are. */
export interface PathTable<T> {
  /** Null: nothing is there, or a parameter is not encoded as it must be. */
  find(method: string, path: string): Found<T> | null;
  /** The methods that find something at the path. */
  methods(path: string): string[];
}

export interface Placed<T> {
  readonly method: string;
  /** `/api/cases/:id`: a segment is fixed or a parameter. */
  readonly path: string;
  readonly value: T;
}

interface Leaf<T> {
  readonly value: T;
  readonly names: readonly string[];
}

interface Branch<T> {
  leaf: Leaf<T> | null;
  readonly fixed: Map<string, Branch<T>>;
  parameter: Branch<T> | null;
}

const NO_PARAMS = Object.freeze({});

/**
 * Paths are understood as Express does: in any case, one slash more at the end is none, a parameter
 * is one segment that is not empty. A fixed segment goes before a parameter.
 */
export function createPathTable<T>(places: readonly Placed<T>[]): PathTable<T> {
  const tables = new Map<string, { fixed: Map<string, Found<T>>; tree: Branch<T> }>();
  for (const { method, path, value } of places) {
    const table = tables.get(method) ?? { fixed: new Map(), tree: branch<T>() };
    tables.set(method, table);
    if (!path.includes("/:")) {
      assert(!table.fixed.has(path), `${method} ${path} is served once`);
      table.fixed.set(path, { value, params: NO_PARAMS });
    }
    grow(table.tree, `${method} ${path}`, path, value);
  }

  function find(method: string, path: string): Found<T> | null {
    const table = tables.get(method);
    if (table === undefined) return null;
    const bare = path.endsWith("/") ? path.slice(0, -1) : path;
    const fixed = table.fixed.get(bare);
    if (fixed !== undefined) return fixed;
    const segments = bare.split("/");
    const values: string[] = [];
    const leaf = descend(table.tree, segments, 1, values);
    return leaf === null ? null : withParams(leaf, values);
  }

  return {
    find,
    methods: (path) => [...tables.keys()].filter((method) => find(method, path) !== null),
  };
}

function branch<T>(): Branch<T> {
  return { leaf: null, fixed: new Map(), parameter: null };
}

function grow<T>(tree: Branch<T>, what: string, path: string, value: T): void {
  const names: string[] = [];
  let at = tree;
  for (const segment of path.split("/").slice(1)) {
    if (segment.startsWith(":")) {
      names.push(segment.slice(1));
      at = at.parameter ??= branch();
    } else {
      const next = at.fixed.get(segment) ?? branch<T>();
      at.fixed.set(segment, next);
      at = next;
    }
  }
  assert(at.leaf === null, `${what} is served once`);
  at.leaf = { value, names };
}

/** Depth first; what the parameters on the way stand for is left in `values`. */
function descend<T>(
  { leaf, fixed, parameter }: Branch<T>,
  segments: readonly string[],
  place: number,
  values: string[],
): Leaf<T> | null {
  const segment = segments[place];
  if (segment === undefined) return leaf;
  const straight = fixed.get(segment) ?? fixed.get(segment.toLowerCase());
  const found = straight && descend(straight, segments, place + 1, values);
  if (found || parameter === null || segment === "") return found ?? null;
  values.push(segment);
  const deeper = descend(parameter, segments, place + 1, values);
  if (deeper === null) values.pop();
  return deeper;
}

function withParams<T>({ value, names }: Leaf<T>, values: readonly string[]): Found<T> | null {
  const params: Record<string, string> = {};
  for (const [place, name] of names.entries()) {
    const decoded = decode(values[place] ?? "");
    if (decoded === null) return null;
    params[name] = decoded;
  }
  return { value, params };
}

function decode(segment: string): string | null {
  if (!segment.includes("%")) return segment;
  try {
    return decodeURIComponent(segment);
  } catch {
    return null;
  }
}
