import type { SQLInputValue, SQLOutputValue } from "node:sqlite";
import { valueAt } from "@warmline/shared/store/collection.ts";
import type { Scalar } from "@warmline/shared/store/port.ts";

const TRUE = new Uint8Array([1]);
const FALSE = new Uint8Array([0]);

/** A value as the virtual columns hold it. */
export function toColumn(value: Scalar): SQLInputValue {
  return typeof value === "boolean" ? (value ? TRUE : FALSE) : value;
}

export function fromColumn(value: SQLOutputValue): Scalar | null {
  return value instanceof Uint8Array ? value[0] === 1 : (value as Scalar | null);
}

/** The column's value of a document; null when the field is missing. */
export function columnOf(document: object, field: string): SQLInputValue {
  const value = valueAt(document, field);
  if (value === undefined || value === null) return null;
  return typeof value === "object" ? JSON.stringify(value) : toColumn(value as Scalar);
}
