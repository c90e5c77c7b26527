import type { AlarmRow, ReadRow, SecurityEventRow } from "@warmline/shared/security/api.ts";
import type { Alarm } from "@warmline/shared/security/alarm.ts";
import type { ReadRecord } from "@warmline/shared/security/read-record.ts";
import type { SecurityEvent } from "@warmline/shared/security/event.ts";

export function eventRow({ rev: _, by: _by, ...event }: SecurityEvent): SecurityEventRow {
  return event;
}

export function readRow({ rev: _, by: _by, subjectKeys: _keys, ...record }: ReadRecord): ReadRow {
  return record;
}

export function alarmRow({ by: _, ...alarm }: Alarm): AlarmRow {
  return alarm;
}
