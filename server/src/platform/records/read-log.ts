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

/** What one person looked at from one page since the last writing. */
interface Gathered extends Omit<Read, "what" | "list" | "subjects" | "count" | "query"> {
  readonly at: Instant;
  looks: Map<string, { readonly look: Look; readonly subjects: Set<string>; times: number }>;
  size: number;
}

/**
 * Gathers who looked at what. What one person looks at from one page within a second is one
 * document, however many requests made it, so that opening a household costs one and not six.
 */
export function gatherReads({ clock, ids }: Pick<Gathering, "clock" | "ids">) {
  const people = new Map<string, Gathered>();
  let full: Write[] = [];

  function note(read: Read): void {
    const { actor, origin, page, subjects, what, list, query = "" } = read;
    const who = `${actor.kind}/${actor.id} ${origin} ${page ?? ""}`;
    let person = people.get(who);
    if (person === undefined || person.size >= SUBJECTS_MAX) {
      if (person !== undefined) full.push(writeOf(person, ids.next()));
      person = { actor, origin, page, at: clock.now(), looks: new Map(), size: 0 };
      people.set(who, person);
    }
    const named = list === true ? subjects.slice(0, LISTED_MAX) : subjects;
    const count = read.count ?? subjects.length;
    // Things that are opened are one look; each list is one of its own.
    const key = list === true ? `${what} ${query} ${count} ${named.join(" ")}` : what;
    const look = person.looks.get(key) ?? {
      look: {
        what,
        ...(list === undefined ? {} : { list }),
        ...(query === "" ? {} : { query }),
        subjects: [],
        count: list === true ? count : 0,
        times: 0,
      },
      subjects: new Set<string>(),
      times: 0,
    };
    person.looks.set(key, look);
    look.times += 1;
    const before = look.subjects.size;
    for (const subject of named) look.subjects.add(subject);
    // A list without subjects takes room as well.
    person.size += Math.max(look.subjects.size - before, list === true && before === 0 ? 1 : 0);
  }

  function gathered(): Write[] {
    const writes = [...full, ...[...people.values()].map((one) => writeOf(one, ids.next()))];
    people.clear();
    full = [];
    return writes;
  }

  return { note, gathered };
}

function writeOf({ actor, origin, page, at, looks }: Gathered, id: string): Write {
  const body = readRecordBody({
    id,
    at,
    actorKind: actor.kind,
    actorId: actor.id,
    actorName: actor.name,
    origin,
    ...(page === undefined ? {} : { page }),
    looks: [...looks.values()].map(({ look, subjects, times }) => ({
      ...look,
      subjects: [...subjects],
      count: Math.max(look.count, subjects.size),
      times,
    })),
  });
  return insert(readRecords, body);
}
