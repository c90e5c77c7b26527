import { decode, type Charset } from "./charset.ts";
import { add, newFields, type Fields } from "./fields.ts";

const FIELDS_MAX = 500;

/**
 * `application/x-www-form-urlencoded`; a field that comes twice becomes a list. Null: it is none,
 * or its bytes are no text.
 */
export function parseForm(body: Uint8Array, charset: Charset): Fields | null {
  // One letter a byte, so that bytes which nobody escaped are of the charset, too.
  const text = Buffer.from(body).toString("latin1");
  const fields = newFields();
  const pairs = text.split("&").filter((pair) => pair !== "");
  if (pairs.length > FIELDS_MAX) return null;
  for (const pair of pairs) {
    const equals = pair.indexOf("=");
    const name = unescape(equals < 0 ? pair : pair.slice(0, equals), charset);
    const value = unescape(equals < 0 ? "" : pair.slice(equals + 1), charset);
    if (name === null || name === "" || value === null) return null;
    add(fields, name, value);
  }
  return fields;
}

/** Percent signs stand for bytes of the charset, whatever letters they make together. */
function unescape(text: string, charset: Charset): string | null {
  const plain = text.replaceAll("+", " ");
  if (/%(?![0-9a-fA-F]{2})/.test(plain)) return null;
  const bytes: Buffer[] = [];
  for (const part of plain.split(/(%[0-9a-fA-F]{2})/)) {
    bytes.push(
      part.startsWith("%") ? Buffer.from(part.slice(1), "hex") : Buffer.from(part, "latin1"),
    );
  }
  return decode(Buffer.concat(bytes), charset);
}
