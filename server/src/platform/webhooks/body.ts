import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import type { WebhookFormat } from "@warmline/shared/api/webhook.ts";
import { charsetOf, decode, type Charset } from "./charset.ts";
import { parseForm } from "./form.ts";
import { DEPTH_MAX, parseXml } from "./xml.ts";

export interface ParsedBody {
  readonly value: unknown;
  /** In which answers go back, too. */
  readonly charset: Charset;
}

const TYPES: Readonly<Record<WebhookFormat, RegExp>> = {
  form: /^application\/x-www-form-urlencoded\s*(;|$)/i,
  json: /^application\/json\s*(;|$)/i,
  xml: /^(application|text)\/xml\s*(;|$)/i,
};

/**
 * Reads a body whose signature was checked. Refusals, in this order: `wrong-content-type` (another
 * type, or a charset that nobody speaks), `bad-body`.
 */
export function readBody(
  format: WebhookFormat,
  contentType: string,
  body: Uint8Array,
): Result<ParsedBody, "wrong-content-type" | "bad-body"> {
  if (!TYPES[format].test(contentType)) return refuse("wrong-content-type");
  const charset = charsetOf(contentType, format === "xml" ? body : null);
  if (!charset.ok) return charset;
  const value = parse(format, body, charset.value);
  return value === null ? refuse("bad-body") : ok({ value, charset: charset.value });
}

function parse(format: WebhookFormat, body: Uint8Array, charset: Charset): unknown {
  if (format === "form") return parseForm(body, charset);
  const text = decode(body, charset);
  if (text === null) return null;
  return format === "xml" ? parseXml(text) : parseJson(text);
}

function parseJson(text: string): unknown {
  try {
    const value = JSON.parse(text) as unknown;
    return isShallow(value) ? value : null;
  } catch {
    return null;
  }
}

/** Without recursion, as what is too deep would break that, too. */
function isShallow(value: unknown): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; depth <= DEPTH_MAX; depth += 1) {
    level = level.flatMap((one) =>
      typeof one === "object" && one !== null ? Object.values(one) : [],
    );
    if (level.length === 0) return true;
  }
  return false;
}
