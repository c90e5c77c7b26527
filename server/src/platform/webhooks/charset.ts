import iconv from "iconv-lite";
import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";

/** GB18030 is what GBK and GB2312 are part of. */
export type Charset = "utf-8" | "gb18030";

const KNOWN: Readonly<Record<string, Charset>> = {
  "utf-8": "utf-8",
  utf8: "utf-8",
  "us-ascii": "utf-8",
  gbk: "gb18030",
  gb2312: "gb18030",
  gb18030: "gb18030",
};

/** How far into an XML document its declaration may go. */
const DECLARATION_BYTES_MAX = 200;

/**
 * In which charset a body is written: as the content type says, else (XML) as its own declaration
 * says, else UTF-8. Refusal: `wrong-content-type`, where that is another one.
 */
export function charsetOf(
  contentType: string,
  declaredIn: Uint8Array | null,
): Result<Charset, "wrong-content-type"> {
  const said =
    /;\s*charset="?([^\s";]+)"?/i.exec(contentType)?.[1] ??
    (declaredIn === null ? undefined : declarationOf(declaredIn));
  if (said === undefined) return ok("utf-8");
  const known = KNOWN[said.toLowerCase()];
  return known === undefined ? refuse("wrong-content-type") : ok(known);
}

/** `<?xml version="1.0" encoding="GBK"?>`: its letters are the same in all that is taken. */
function declarationOf(body: Uint8Array): string | undefined {
  const start = Buffer.from(body.subarray(0, DECLARATION_BYTES_MAX)).toString("latin1");
  return /^(?:\u00ef\u00bb\u00bf)?<\?xml[^>]*?\sencoding\s*=\s*["']([^"']+)["']/.exec(start)?.[1];
}

/** Null: some bytes are no text in this charset. */
export function decode(body: Uint8Array, charset: Charset): string | null {
  try {
    return new TextDecoder(charset, { fatal: true }).decode(body);
  } catch {
    return null;
  }
}

export function encode(text: string, charset: Charset): Buffer {
  return charset === "utf-8" ? Buffer.from(text) : iconv.encode(text, charset);
}
