import type { Actor } from "@warmline/shared/access/actor.ts";
import type { ReadKind } from "@warmline/shared/api/reads.ts";
import type { Instant } from "@warmline/shared/kernel/time.ts";
import { readRecordBody, readRecords, type Look } from "@warmline/shared/security/read-record.ts";
import { insert, type Write } from "@warmline/shared/store/write.ts";
import type { Gathering } from "./security-events.ts";

/** Something of people that was answered to somebody. */
export interface Read {
  readonly actor: Actor;
  readonly origin: string;
  readonly page?: string | undefined;
  readonly what: ReadKind;
  readonly list?: true | undefined;
  readonly subjects: readonly string[];
  /** Where it is more than there are subjects. */
  readonly count?: number;
  readonly query?: string | undefined;
}

export interface ReadLog {
  note(read: Read): void;
}

/** So many of a list are named; the rest is a number. */
const LISTED_MAX = 20;
/** So many things a document. */
const SUBJECTS_MAX = 200;
/** So many wait to be sorted: what is sorted grows only by what is not there yet. */
const UNSORTED_MAX = 1_000;

/** The same things shown, however often. */
interface Shown {
  readonly subjects: readonly string[];
  readonly count: number;
  readonly at: Instant;
  times: number;
}

/** Things that are opened are one look; each list is one of its own. */
interface Looked extends Pick<Look, "what" | "list" | "query"> {
  readonly shown: Map<string, Shown>;
}

/** What one person looked at from one page since the last writing. */
interface Person extends Pick<Read, "actor" | "origin" | "page"> {
  readonly looks: Map<string, Looked>;
}

/**
 * Gathers who looked at what. A request only leaves what it showed; once a second that is sorted:
 * what one person looked at from one page is one document, however many requests made it, so that
 * opening a household costs one and not six.
 */
export function gatherReads({ clock, ids }: Pick<Gathering, "clock" | "ids">) {
  const people = new Map<string, Person>();
  let unsorted: [Read, Instant][] = [];

  function note(read: Read): void {
    unsorted.push([read, clock.now()]);
    if (unsorted.length === UNSORTED_MAX) sort();
  }

  function sort(): void {
    for (const [read, at] of unsorted) {
      const { actor, origin, page } = read;
      const who = `${actor.kind}/${actor.id} ${origin} ${page ?? ""}`;
      const person = people.get(who) ?? { actor, origin, page, looks: new Map() };
      people.set(who, person);
      addTo(person, read, at);
    }
    unsorted = [];
  }

  function gathered(): Write[] {
    sort();
    const writes = [...people.values()].flatMap((person) => writesOf(person, () => ids.next()));
    people.clear();
    return writes;
  }

  return { note, gathered };
}

function addTo({ looks }: Person, read: Read, at: Instant): void {
  const { what, list, query = "" } = read;
  const subjects = list === true ? read.subjects.slice(0, LISTED_MAX) : read.subjects;
  const count = list === true ? (read.count ?? read.subjects.length) : 0;
  const said = subjects.join(" ");
  const key = list === true ? `${what} ${query} ${count} ${said}` : what;
  const told = { what, ...(list && { list }), ...(query !== "" && { query }) };
  const look = looks.get(key) ?? { ...told, shown: new Map() };
  looks.set(key, look);
  const shown = look.shown.get(said);
  if (shown === undefined) look.shown.set(said, { subjects, count, at, times: 1 });
  else shown.times += 1;
}

/** One look as it gets into one document. */
interface Told extends Pick<Look, "what" | "list" | "query"> {
  readonly subjects: Set<string>;
  count: number;
  times: number;
}

/** One document. */
interface Filled {
  readonly at: Instant;
  readonly told: Told[];
  size: number;
}

/** In as few documents as hold it. */
function writesOf(person: Person, nextId: () => string): Write[] {
  const records: Filled[] = [];
  for (const { shown, ...look } of person.looks.values()) {
    let told: Told | undefined;
    for (const { subjects, count, at, times } of shown.values()) {
      let record = records.at(-1);
      if (record === undefined || record.size >= SUBJECTS_MAX) {
        records.push((record = { at, told: [], size: 0 }));
        told = undefined;
      }
      if (told === undefined) {
        record.told.push((told = { ...look, subjects: new Set(), count, times: 0 }));
      }
      const before = told.subjects.size;
      for (const subject of subjects) told.subjects.add(subject);
      told.times += times;
      // A list without subjects takes room as well.
      record.size += Math.max(told.subjects.size - before, look.list === true ? 1 : 0);
    }
  }
  return records.map((record) => writeOf(person, record, nextId()));
}

function writeOf({ actor, origin, page }: Person, { at, told }: Filled, id: string): Write {
  const body = readRecordBody({
    id,
    at,
    actorKind: actor.kind,
    actorId: actor.id,
    actorName: actor.name,
    origin,
    ...(page === undefined ? {} : { page }),
    looks: told.map(({ subjects, count, ...look }) => ({
      ...look,
      subjects: [...subjects],
      count: Math.max(count, subjects.size),
    })),
  });
  return insert(readRecords, body);
}
