import type { Server, ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import { refuse } from "@warmline/shared/kernel/result.ts";
import { makeRefusals, type PlatformCode } from "./refusals.ts";
import { languageOf } from "./request.ts";

/** What Node's parser says; whatever else it says is `bad-request`. */
const CODES: Readonly<Record<string, PlatformCode>> = {
  HPE_HEADER_OVERFLOW: "headers-too-large",
  ERR_HTTP_REQUEST_TIMEOUT: "request-too-slow",
};
const LANGUAGE = /^accept-language:[ \t]*([^\r\n]*)/im;

/**
 * Answers what never becomes a request with a code and a sentence, as everything else is refused;
 * Node would send a bare status. The connection ends there, as nobody knows where the next request
 * would begin.
 */
export function answerUnreadable(http: Server): void {
  const answer = makeRefusals([]);
  // Of several requests that came at once the last is answered last.
  const last = new WeakMap<Duplex, ServerResponse>();
  http.on("request", ({ socket }, response) => void last.set(socket, response));
  http.on("clientError", (error: Unreadable, socket) => {
    // In the middle of another answer a second one would be read as part of it.
    const answering = last.get(socket)?.closed === false;
    if (!socket.writable || answering) return void socket.destroy();
    const said = LANGUAGE.exec(error.rawPacket?.toString("latin1") ?? "")?.[1];
    const { status, body } = answer(
      refuse(CODES[error.code ?? ""] ?? "bad-request"),
      languageOf(said),
    );
    const content = JSON.stringify(body);
    const head = [
      `HTTP/1.1 ${status} Refused`,
      "content-type: application/json; charset=utf-8",
      `content-length: ${Buffer.byteLength(content)}`,
      "x-content-type-options: nosniff",
      "connection: close",
    ];
    socket.end(`${head.join("\r\n")}\r\n\r\n${content}`);
  });
}

type Unreadable = Error & { readonly code?: string; readonly rawPacket?: Buffer };
