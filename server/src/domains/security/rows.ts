import type { AlarmRow, ReadRow, SecurityEventRow } from "@warmline/shared/security/api.ts";
import type { Alarm } from "@warmline/shared/security/alarm.ts";
import type { ReadRecord } from "@warmline/shared/security/read-record.ts";
import type { SecurityEvent } from "@warmline/shared/security/event.ts";

export function eventRow({ rev: _, by: _by, ...event }: SecurityEvent): SecurityEventRow {
  return event;
}

/** So many subjects of one look are shown; `count` says how many there were. */
const SUBJECTS_SHOWN = 3;

export function readRow(record: ReadRecord): ReadRow {
  const { rev: _, by: _by, subjectKeys: _keys, looks, ...rest } = record;
  const shown = looks.map((look) => ({
    ...look,
    subjects: look.subjects.slice(0, SUBJECTS_SHOWN),
  }));
  return { ...rest, looks: shown };
}

export function alarmRow({ by: _, ...alarm }: Alarm): AlarmRow {
  return alarm;
}
