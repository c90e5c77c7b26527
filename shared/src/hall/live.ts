import { z } from "zod";
import { liveView } from "../api/live.ts";
import { id } from "../api/fields.ts";
import type { CallLanguage, Counter, HallService, QueueTicket } from "./model.ts";
import type { Instant } from "../kernel/time.ts";
import type { HallProfile } from "./profile.ts";

export type HallRow =
  | {
      readonly id: string;
      readonly rev: number;
      readonly kind: "ticket";
      readonly ticket: QueueTicket;
    }
  | {
      readonly id: string;
      readonly rev: number;
      readonly kind: "counter";
      readonly counter: Counter;
    }
  | {
      readonly id: string;
      readonly rev: number;
      readonly kind: "service";
      readonly service: HallService;
    }
  | {
      readonly id: string;
      readonly rev: number;
      readonly kind: "profile";
      readonly profile: HallProfile;
    };

export type BoardRow =
  | {
      readonly id: string;
      readonly rev: number;
      readonly kind: "ticket";
      readonly label: string;
      readonly serviceId: string;
      readonly state: "waiting" | "called" | "serving";
      readonly waitingSince: Instant;
      readonly counterNumber?: number | undefined;
      readonly calledAt?: Instant | undefined;
      readonly callSeq?: number | undefined;
      /** What it is called in; left out, Chinese. */
      readonly language?: CallLanguage | undefined;
    }
  | {
      readonly id: string;
      readonly rev: number;
      readonly kind: "counter";
      readonly number: number;
      readonly state: Counter["state"];
    }
  | {
      readonly id: string;
      readonly rev: number;
      readonly kind: "service";
      readonly series: string;
      readonly nameZh: string;
      readonly nameEn: string;
    };

/** A hall's tickets of today, its counters and what is told of it, for those who serve. */
export const hallView = liveView<HallRow>()("hall", z.strictObject({ hallId: id }));
/** What the televisions show: no names, no households. */
export const boardView = liveView<BoardRow>()("board", z.strictObject({ hallId: id }));
