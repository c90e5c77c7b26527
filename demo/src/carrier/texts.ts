import { randomBytes } from "node:crypto";
import type { Clock } from "@warmline/shared/kernel/time.ts";
import { post, type Door } from "./post.ts";

/** 短信, as the carrier keeps it. */
export interface Text {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly body: string;
  readonly createdAt: number;
  /** Where it is told how it fares; empty: nowhere. */
  readonly tells: string;
  status: "queued" | "sent" | "delivered" | "undelivered";
}

export interface TextOptions extends Door {
  readonly clock: Clock;
  /** What comes of it, once it does; left out: it is delivered at once. */
  readonly texting?:
    | ((to: string) => "delivered" | "undelivered" | Promise<"delivered" | "undelivered">)
    | undefined;
}

/** What the real one calls a phone that cannot be reached. */
const UNREACHABLE = "30003";

/** Those that are forgotten must not fill the memory. */
const TEXTS_MAX = 500;

export interface Texts {
  /** The hotline sends somebody a text message; answers at once, and carries it meanwhile. */
  text(sent: Pick<Text, "from" | "to" | "body" | "tells">): Text;
  /** The oldest first. */
  texts(): readonly Text[];
}

export function keepTexts(on: TextOptions): Texts {
  const kept: Text[] = [];
  return {
    text(sent) {
      const id = `SM${randomBytes(16).toString("hex")}`;
      const text: Text = { id, ...sent, createdAt: on.clock.now(), status: "queued" };
      kept.push(text);
      if (kept.length > TEXTS_MAX) kept.shift();
      void carryText(on, text);
      return text;
    },
    texts: () => kept,
  };
}

/** Sends it on, and tells how it fares. */
async function carryText(on: TextOptions, text: Text): Promise<void> {
  await report(on, text, "sent");
  await report(on, text, (await on.texting?.(text.to)) ?? "delivered");
}

async function report(on: TextOptions, text: Text, status: Text["status"]): Promise<void> {
  text.status = status;
  const { id, from, to, tells } = text;
  if (tells === "") return;
  const fields = {
    AccountSid: on.account.sid,
    MessageSid: id,
    MessageStatus: status,
    From: from,
    To: to,
    ...(status === "undelivered" ? { ErrorCode: UNREACHABLE } : {}),
  };
  // A callback that is lost is lost, as with the real one.
  await post(on, tells, fields).catch(() => null);
}
