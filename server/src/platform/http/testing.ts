import { Agent, request as send } from "node:http";
import { onTestFinished } from "vitest";
import { devices } from "@warmline/shared/devices/model.ts";
import { insert } from "@warmline/shared/store/write.ts";
import type { Endpoint } from "@warmline/shared/api/endpoint.ts";
import { hashToken } from "../secrets.ts";
import { startTestServer, type TestServer } from "../../testing.ts";
import type { Deps } from "../deps.ts";
import { COOKIES } from "./cookies.ts";

/** For tests only: requests as no browser would send them, byte for byte. */
export interface RawRequest {
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string | Uint8Array;
  /** Fails when there is no answer by then. */
  readonly signal?: AbortSignal;
}

export interface RawAnswer {
  readonly status: number;
  readonly headers: Record<string, string | string[] | undefined>;
  readonly text: string;
  /** The body where it is JSON. */
  // oxlint-disable-next-line typescript/no-explicit-any -- tests look into answers freely
  readonly json: any;
}

const agent = new Agent({ keepAlive: true });

/** A server with settings of its own, for the test that is running. */
export async function ownServer(settings: Record<string, string>): Promise<TestServer> {
  const own = await startTestServer(settings);
  onTestFinished(() => own.close());
  return own;
}

/**
 * Sends the path as it stands: nothing is normalised, no header is added but Host and the length.
 * On a kept connection that the server has closed meanwhile it is sent again, on another one.
 */
export async function rawRequest(
  url: string,
  path: string,
  request: RawRequest = {},
): Promise<RawAnswer> {
  const { method = "GET", headers = {}, body, signal } = request;
  const { hostname, port } = new URL(url);
  const length = body === undefined ? {} : { "content-length": Buffer.byteLength(body) };
  return new Promise((done, fail) => {
    const call = send(
      { hostname, port, path, method, headers: { ...length, ...headers }, agent, signal },
      (response) => {
        const parts: Buffer[] = [];
        response.on("data", (part: Buffer) => parts.push(part));
        response.on("error", fail);
        response.on("end", () => {
          const text = Buffer.concat(parts).toString();
          const isJson = response.headers["content-type"]?.startsWith("application/json") ?? false;
          const json = isJson && text !== "" ? JSON.parse(text) : undefined;
          done({ status: response.statusCode ?? 0, headers: response.headers, text, json });
        });
      },
    );
    call.on("error", (error: NodeJS.ErrnoException) => {
      if (call.reusedSocket && error.code === "ECONNRESET" && !signal?.aborted)
        done(rawRequest(url, path, request));
      else fail(error);
    });
    call.end(body);
  });
}

/** The endpoint's path with something in the place of each parameter. */
export function pathOf({ path }: Endpoint, value = "no-such-thing"): string {
  return path.replaceAll(/:\w+/g, encodeURIComponent(value));
}

/**
 * A kiosk or television that is paired with the hall already; answers the cookie header to send.
 */
export async function pairedDevice(
  { store, ids, clock }: Deps,
  kind: "kiosk" | "tv",
  hallId: string,
): Promise<{ cookie: string; id: string }> {
  const id = ids.next();
  const token = `device-${id}`;
  const now = clock.now();
  const device = {
    id,
    kind,
    state: "paired",
    name: kind,
    hallId,
    askedAt: now,
    pairedAt: now,
  } as const;
  const committed = await store.commit([
    insert(devices, { ...device, tokenHash: hashToken(token) }),
  ]);
  if (!committed.ok) throw new Error(`no device: ${JSON.stringify(committed.conflict)}`);
  return { cookie: `${COOKIES[kind]}=${token}`, id };
}
