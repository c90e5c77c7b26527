import type { z } from "zod";
import { takesKey, type Endpoint, type RefusalBody } from "@warmline/shared/api/endpoint.ts";
import { messages } from "./messages.svelte.ts";

/** The value, or why not: the server's refusal, or `offline` when it could not be asked. */
export type Answer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly code: string; readonly message: string };

const WAIT_MS = 8_000;

/** Asks a declared endpoint whose path has no parameters. Never throws. */
export async function call<Q extends z.ZodType, B extends z.ZodType, A extends z.ZodType>(
  endpoint: Endpoint<z.ZodType, Q, B, A>,
  asked: { readonly query?: z.input<Q>; readonly body?: z.input<B>; readonly key?: string } = {},
): Promise<Answer<z.output<A>>> {
  const query = new URLSearchParams(asked.query as Record<string, string> | undefined);
  let response: Response;
  try {
    response = await fetch(query.size > 0 ? `${endpoint.path}?${query}` : endpoint.path, {
      method: endpoint.method.toUpperCase(),
      signal: AbortSignal.timeout(WAIT_MS),
      headers: {
        "accept-language": messages.language,
        ...(asked.body === undefined ? {} : { "content-type": "application/json" }),
        ...(takesKey(endpoint) ? { "idempotency-key": asked.key ?? crypto.randomUUID() } : {}),
      },
      ...(asked.body === undefined ? {} : { body: JSON.stringify(asked.body) }),
    });
    const body: unknown = await response.json();
    if (response.ok) return { ok: true, value: body as z.output<A> };
    const { code, message } = body as RefusalBody;
    return { ok: false, code, message };
  } catch {
    return { ok: false, code: "offline", message: "" };
  }
}
