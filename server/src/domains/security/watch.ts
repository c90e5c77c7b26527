import { audit, type AuditRecord } from "@warmline/shared/audit/model.ts";
import { later, type Instant } from "@warmline/shared/kernel/time.ts";
import {
  AlarmWatch,
  DAY_MS,
  TEN_MINUTES_MS,
  type Raised,
} from "@warmline/shared/security/alarm-watch.ts";
import { alarms } from "@warmline/shared/security/alarm.ts";
import { AUDITED_COMMANDS, auditedKind } from "@warmline/shared/security/audited.ts";
import {
  addressIn,
  auditedEventId,
  securityEvents,
  type SecurityEvent,
} from "@warmline/shared/security/event.ts";
import { readRecords, type ReadRecord } from "@warmline/shared/security/read-record.ts";
import { staff } from "@warmline/shared/staff/model.ts";
import type { LogEntry } from "@warmline/shared/store/port.ts";
import { insert } from "@warmline/shared/store/write.ts";
import { commitAudited } from "../../platform/audit/commit-audited.ts";
import type { Deps } from "../../platform/deps.ts";
import { networkOf } from "../../platform/http/rate.ts";
import { findAll } from "../../platform/stores/find-pages.ts";

const SIGN_IN = "staff.sign-in";
/** What programs on the machine did while no server ran is found so long afterwards. */
const LOOK_BACK_MS = 7 * DAY_MS;
const CALLER = {
  actor: { kind: "system", id: "security", name: "security" },
  origin: "security",
  language: "zh",
} as const;

/**
 * Follows the log: audit records that are security events become such, and events beyond a
 * threshold raise an alarm. Every node does so; what is written has the same id on
 * each, and the first wins.
 */
export async function watchSecurity(deps: Deps): Promise<void> {
  const { store, config, clock } = deps;
  const watch = new AlarmWatch({
    refusals: config.ALARM_REFUSALS,
    strangers: config.ALARM_STRANGERS,
    addresses: config.ALARM_ADDRESSES,
    households: config.ALARM_HOUSEHOLDS,
    listed: config.ALARM_LISTED,
  });

  async function see(
    events: readonly SecurityEvent[],
    records: readonly AuditRecord[],
    looks: readonly ReadRecord[] = [],
  ) {
    for (const record of records) await turnIntoEvent(deps, record);
    const candidates = [
      ...events.map((event) => watch.event(event)),
      ...looks.map((record) => watch.read(record)),
      ...records
        .filter(({ command }) => command === SIGN_IN)
        .map((record) => watch.signIn({ ...record, address: networkIn(record.origin) }, record.at)),
    ];
    for (const one of candidates) if (one !== null) await raise(deps, one);
  }

  async function handle(batch: readonly LogEntry[]): Promise<void> {
    const [events, records, looks] = await Promise.all([
      store.getMany(securityEvents, idsIn(batch, securityEvents.name)),
      // Whatever is done about somebody's rights or sign-in writes them.
      store.getMany(audit, idsIn(batch.filter(writesStaff), audit.name)),
      store.getMany(readRecords, idsIn(batch, readRecords.name)),
    ]);
    await see(events, records, looks);
  }

  const head = await store.head();
  const now = clock.now();
  const since = (span: number): Instant => later(now, -span);
  await see(
    await findAll(deps, securityEvents, { index: "byTime", from: since(DAY_MS) }),
    await findAll(deps, audit, {
      index: "byCommand",
      where: { command: SIGN_IN },
      from: since(DAY_MS),
    }),
    await findAll(deps, readRecords, { index: "byTime", from: since(TEN_MINUTES_MS) }),
  );
  const where = { command: AUDITED_COMMANDS };
  await see(
    [],
    await findAll(deps, audit, { index: "byCommand", where, from: since(LOOK_BACK_MS) }),
  );
  const follower = store.follow(head, handle, { name: "security" });
  deps.onStop(() => follower.stop());
}

function idsIn(batch: readonly LogEntry[], collection: string): string[] {
  return batch.flatMap(({ writes }) =>
    writes.filter((write) => write.collection === collection).map(({ id }) => id),
  );
}

/** As refusals at the door are told. */
function networkIn(origin: string): string {
  return networkOf(addressIn(origin));
}

function writesStaff({ writes }: LogEntry): boolean {
  return writes.some(({ collection }) => collection === staff.name);
}

/** No audit record of its own: it is one. */
async function turnIntoEvent({ store }: Deps, record: AuditRecord): Promise<void> {
  const kind = auditedKind(record);
  const id = auditedEventId(record.id);
  if (kind === null || (await store.get(securityEvents, id)) !== null) return;
  const { at, command, actorKind, actorId, actorName, origin, subjects } = record;
  const [about] = subjects;
  const event = {
    id,
    at,
    until: at,
    kind,
    actorKind,
    actorId,
    actorName,
    address: networkIn(origin),
    count: 1,
    what: command,
    ...(about === undefined ? {} : { about }),
  };
  // Lost to another node: then it is there.
  await store.commit([insert(securityEvents, event)]);
}

/** The same alarm is raised once, by whichever node counts first. */
async function raise(deps: Deps, alarm: Raised): Promise<void> {
  if ((await deps.store.get(alarms, alarm.id)) !== null) return;
  const { rule, actorId, count } = alarm;
  deps.log.warn({ rule, who: actorId, count }, "security alarm");
  const of = { command: "security.raise-alarm", subjects: [`alarms/${alarm.id}`] };
  await commitAudited(deps, CALLER, of, [insert(alarms, alarm)]);
}
