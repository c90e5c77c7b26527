import type { Instant } from "./time.ts";

/** 留痕: who did what, when, from where and why; part of every document written. */
export interface AuditStamp {
  /** Its own id: one command, one stamp, however many documents. */
  readonly id: string;
  /** Domain and verb, such as `cases.file`. */
  readonly command: string;
  readonly at: Instant;
  readonly actorKind: "staff" | "kiosk" | "tv" | "channel" | "public" | "system";
  readonly actorId: string;
  readonly actorName: string;
  /** The entrance it came through and its address, such as `console 10.0.0.7`. */
  readonly origin: string;
  readonly reason?: string;
}

/** A document's `by`: the whole stamp, or of a long run the record's id alone. */
export type StampedBy = Pick<AuditStamp, "id"> & Partial<AuditStamp>;
