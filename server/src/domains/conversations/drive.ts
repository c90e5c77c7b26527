import type { Capability, Facts } from "@warmline/bots/core/capability.ts";
import type { Event, Expected, Intent } from "@warmline/bots/core/event.ts";
import type { Session } from "@warmline/bots/core/session.ts";
import { step } from "@warmline/bots/core/step.ts";
import type { Reply } from "@warmline/bots/say/said.ts";
import { isWorked } from "@warmline/shared/cases/calendar.ts";
import { assert } from "@warmline/shared/kernel/assert.ts";
import { cityDate, startOfDay } from "@warmline/shared/kernel/time.ts";
import type { Write } from "@warmline/shared/store/write.ts";
import { cityCalendar } from "../cases/index.ts";
import { answered, type Asking } from "./answers.ts";

/** A core that asks for more than this in one turn has lost its way. */
const QUESTIONS_MAX = 6;

/** What came of one event and of all that the core asked for because of it. */
export interface Driven {
  readonly session: Session;
  readonly replies: readonly Reply[];
  readonly intents: readonly Intent[];
  readonly expects: Expected | undefined;
  readonly writes: readonly Write[];
  readonly shown: readonly string[];
}

/** Steps the core on until it waits for somebody, or is over. */
export async function drive(
  asking: Asking,
  session: Session,
  event: Event,
  facts: Facts,
): Promise<Driven> {
  let done = step(session, event, facts);
  const [replies, intents] = [[...done.replies], [...done.intents]];
  const [writes, shown]: [Write[], string[]] = [[], []];
  for (let asked = 1; done.ask !== undefined; asked += 1) {
    assert(asked <= QUESTIONS_MAX, `a turn asks ${QUESTIONS_MAX} questions at most`);
    const found = await answered(asking, done.ask);
    writes.push(...(found.writes ?? []));
    shown.push(...(found.shown ?? []));
    done = step(done.session, found.answer, facts);
    replies.push(...done.replies);
    intents.push(...done.intents);
  }
  return { session: done.session, replies, intents, expects: done.expects, writes, shown };
}

const MINUTE_MS = 60_000;

/** What is true around a turn, by the city's working calendar. */
export async function factsOf(
  { reads, moment: { at, areaCode } }: Asking,
  capability: Capability,
): Promise<Facts> {
  const calendar = await cityCalendar(reads.unguarded);
  const today = cityDate(at);
  const minute = (at - startOfDay(today)) / MINUTE_MS;
  const worked = isWorked(calendar, today);
  return {
    at,
    open: worked && minute >= calendar.opensMinute && minute < calendar.closesMinute,
    holiday: calendar.holidays.includes(today),
    areaCode,
    capability,
  };
}
