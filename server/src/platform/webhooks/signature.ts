import type { IncomingHttpHeaders } from "node:http";

/** What is known of a request before its body is read. */
export interface RequestHead {
  /**
   * The exact public URL, with path and query as they were sent: neither order nor encoding is
   * touched, as some channels sign it letter by letter.
   */
  readonly url: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
}

export interface SignedRequest extends RequestHead {
  /** Byte for byte. */
  readonly body: Uint8Array;
}

/**
 * How a channel proves that a request is its own; a channel brings one with its secrets in it.
 * Whatever it does not sign must not be relied upon.
 */
export interface SignatureStrategy {
  /** Whether the head carries a signature at all; without one the body is not even read. */
  carried(head: RequestHead): boolean;
  /** Whether it is the right one. Never throws, and takes as long for a wrong one. */
  holds(request: SignedRequest): boolean;
}
