import type { Actor } from "../access/actor.ts";
import type { ReadKind } from "../api/reads.ts";
import { subjectKey } from "../audit/model.ts";
import type { Instant } from "../kernel/time.ts";
import { collection, type Body, type Stored } from "../store/collection.ts";

/** One thing, or one list of things, that was looked at. */
export interface Look {
  readonly what: ReadKind;
  readonly list?: true;
  /** `collection/id`; of a long list the first few. */
  readonly subjects: readonly string[];
  /** How many things there were in all. */
  readonly count: number;
  /** What a list was narrowed to. */
  readonly query?: string;
  /** How often within the record's span. */
  readonly times: number;
}

/** 查阅记录: what one person, kiosk or channel looked at within a second, from one page. */
export interface ReadRecord extends Stored {
  readonly at: Instant;
  readonly actorKind: Actor["kind"];
  readonly actorId: string;
  readonly actorName: string;
  readonly origin: string;
  /** Where in the console, as the page itself says: `/console/households/…?for=cases/…`. */
  readonly page?: string;
  readonly looks: readonly Look[];
  /** All subjects with time and id, as the audit trail has them. */
  readonly subjectKeys: readonly string[];
}

export const readRecords = collection<ReadRecord>("readRecords", {
  indexes: { byTime: ["at"], byActor: ["actorId", "at"], bySubject: ["subjectKeys[]"] },
  appendOnly: true,
});

export function readRecordBody(record: Omit<Body<ReadRecord>, "subjectKeys">): Body<ReadRecord> {
  const subjects = new Set(record.looks.flatMap((look) => look.subjects));
  const keys = [...subjects].map((subject) => subjectKey(subject, record.at, record.id));
  return { ...record, subjectKeys: keys };
}
