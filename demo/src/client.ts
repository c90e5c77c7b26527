import { randomUUID } from "node:crypto";
import type { z } from "zod";
import type { Result } from "@warmline/shared/kernel/result.ts";
import { takesKey, type Endpoint } from "@warmline/shared/api/endpoint.ts";

/** The server as anybody outside meets it: HTTP, a cookie, and nothing else. */
export interface Client {
  call<A extends z.ZodType>(
    endpoint: Endpoint<z.ZodType, z.ZodType, z.ZodType, A>,
    request?: Asked,
  ): Promise<Result<z.output<A>>>;
  /** The cookie that the server set last, or that the caller came with. */
  cookie: string | null;
}

interface Asked {
  readonly params?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly key?: string;
}

const TIMEOUT_MS = 15_000;

/** Throws when the server cannot be reached; its refusals are values. */
export function openClient(url: string, cookie: string | null = null): Client {
  const client: Client = {
    cookie,
    async call(endpoint, { params = {}, body, key } = {}) {
      const { method, path } = endpoint;
      const place = path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name]!));
      const response = await fetch(`${url}${place}`, {
        method: method.toUpperCase(),
        signal: AbortSignal.timeout(TIMEOUT_MS),
        headers: {
          "content-type": "application/json",
          ...(client.cookie === null ? {} : { cookie: client.cookie }),
          ...(takesKey(endpoint) ? { "idempotency-key": key ?? randomUUID() } : {}),
        },
        ...(method === "post" ? { body: JSON.stringify(body ?? {}) } : {}),
      });
      const set = response.headers.get("set-cookie")?.split(";")[0];
      if (set !== undefined) client.cookie = set;
      const answer: unknown = await response.json();
      if (!response.ok) return { ok: false, code: (answer as { code: string }).code };
      return { ok: true, value: answer as never };
    },
  };
  return client;
}
