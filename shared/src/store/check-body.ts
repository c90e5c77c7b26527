import { assert } from "../kernel/assert.ts";
import type { Collection } from "./collection.ts";

/**
 * What can be indexed alike everywhere: a text, a number, a truth, null or nothing, and for an
 * each-index a list of texts. A list in a plain index would be one value for SQLite and several for
 * MongoDB, an object has an order of its own in each.
 */
export function checkIndexed(collection: Collection, body: object): void {
  for (const field of indexedFields(collection)) {
    const each = field.endsWith("[]");
    const path = each ? field.slice(0, -2) : field;
    const fits = each ? isTextList(body, path) : isScalar(body, path);
    const wanted = each ? "a list of texts" : "one plain value";
    assert(fits, `${collection.name}.${path} is indexed: it is ${wanted}`);
  }
}

const known = new WeakMap<Collection, readonly string[]>();

function indexedFields(collection: Collection): readonly string[] {
  let fields = known.get(collection);
  if (fields === undefined) {
    const declared = [...Object.values(collection.indexes), ...Object.values(collection.unique)];
    fields = [...new Set(declared.flat())];
    known.set(collection, fields);
  }
  return fields;
}

function isScalar(body: object, path: string): boolean {
  let value: unknown = body;
  for (const step of path.split(".")) {
    if (value === undefined || value === null || typeof value !== "object") return true;
    if (Array.isArray(value)) return false;
    value = (value as Record<string, unknown>)[step];
  }
  return value === null || typeof value !== "object";
}

function isTextList(body: object, path: string): boolean {
  let value: unknown = body;
  for (const step of path.split(".")) {
    if (value === undefined || value === null) return true;
    if (typeof value !== "object" || Array.isArray(value)) return false;
    value = (value as Record<string, unknown>)[step];
  }
  if (value === undefined) return true;
  return Array.isArray(value) && value.every((element) => typeof element === "string");
}

/**
 * A name that may hold what MongoDB takes for an operator, a path or an end; also found in some
 * texts that hold no such name.
 */
const SUSPECT = /(?:"\$|\.|\\u0000)(?:[^"\\]|\\.)*":|[{,]"_/;

/**
 * Throws where a field's name has a dot or NUL in it or begins with `$`, at any depth, or with `_`
 * at the first, where the store's own fields are.
 */
export function checkFields(label: string, text: string): void {
  if (!SUSPECT.test(text)) return;
  const body = JSON.parse(text) as object;
  const own = Object.keys(body).find((name) => name.startsWith("_"));
  const odd = own ?? oddName(body);
  assert(odd === undefined, `${label} has a field ${JSON.stringify(odd)}`);
}

function oddName(value: unknown): string | undefined {
  if (value === null || typeof value !== "object") return undefined;
  for (const [name, part] of Object.entries(value)) {
    if (!Array.isArray(value) && /^\$|[.\0]/.test(name)) return name;
    const odd = oddName(part);
    if (odd !== undefined) return odd;
  }
  return undefined;
}
