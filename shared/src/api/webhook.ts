import type { z } from "zod";
import type { Permission } from "../access/permission.ts";

/** How a body is written. XML comes as an object with its root, see the server's webhooks room. */
export type WebhookFormat = "form" | "json" | "xml";

/**
 * A door of a channel, declared once: the outside calls it (Twilio, WeChat, a bank), signed in the
 * channel's own way. The server serves it, OpenAPI is written from it. What arrives carries an id
 * from its source and may arrive again: the same id with the same content is the same act.
 */
export interface Webhook<B extends z.ZodType = z.ZodType, R extends string = string> {
  /** Channel and event, such as `twilio.voice`. */
  readonly name: string;
  /** Who calls, as the audit trail and the limits know it. */
  readonly channel: string;
  /** `/hooks/twilio/voice`: outside `/api`, as no browser has anything to ask here. */
  readonly path: `/hooks/${string}`;
  /** Granted to `channel`. */
  readonly permit: Permission;
  readonly summary: string;
  readonly format: WebhookFormat;
  readonly body: B;
  readonly answer: "text" | "xml" | "empty";
  /** Of the body; the server's bound if left out. */
  readonly limitBytes?: number;
  /**
   * The refusals of its own, which may be none; those of every webhook stand in the server's http
   * room.
   */
  readonly refusals: readonly R[];
}

export function webhook<B extends z.ZodType, const R extends string = never>(
  declaration: Webhook<B, R>,
): Webhook<B, R> {
  return declaration;
}
