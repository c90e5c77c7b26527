import { startOfDay, addDays } from "@warmline/shared/kernel/time.ts";
import { auditPage, type AuditRow, type SubjectName } from "@warmline/shared/audit/api.ts";
import { untilAnswered } from "@warmline/shared/client/until-answered.ts";
import { call, type Answer, type Refused } from "../call.ts";

type Query = Pick<URLSearchParams, "get">;

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** What the address narrows the trail to; days are the city's, the last one included. */
function asked(query: Query) {
  const given = (name: string) => query.get(name)?.trim() ?? "";
  const [from, to] = [given("from"), given("to")];
  return {
    ...(DAY.test(from) ? { from: startOfDay(from) } : {}),
    ...(DAY.test(to) ? { to: startOfDay(addDays(to, 1)) } : {}),
    ...(given("actor") === "" ? {} : { actorId: given("actor") }),
    ...(given("command") === "" ? {} : { command: given("command") }),
    ...(given("subject") === "" ? {} : { subject: given("subject") }),
  };
}

/** The audit trail, newest first, read page by page. */
export class AuditTrail {
  rows = $state.raw<readonly AuditRow[] | null>(null);
  /** What the rows' subjects are called. */
  names = $state.raw<ReadonlyMap<string, SubjectName>>(new Map());
  next = $state<string | null>(null);
  busy = $state(false);
  refusal = $state.raw<Refused | null>(null);
  #query: ReturnType<typeof asked> = {};
  #stop = new AbortController();

  /** Reads anew from the top; answers how to stop. */
  follow(query: Query): () => void {
    this.#query = asked(query);
    const stop = new AbortController();
    this.#stop = stop;
    const finish = untilAnswered(() => this.#read(undefined, stop.signal));
    return () => {
      finish();
      stop.abort();
    };
  }

  async more(): Promise<void> {
    if (this.next !== null && !this.busy) await this.#read(this.next, this.#stop.signal);
  }

  async #read(after: string | undefined, signal: AbortSignal): Promise<Answer<unknown>> {
    this.busy = true;
    const query = { ...this.#query, ...(after === undefined ? {} : { after }) };
    const answer = await call(auditPage, { query, signal });
    if (signal.aborted) return answer;
    this.busy = false;
    this.refusal = answer.ok ? null : answer;
    if (!answer.ok) return answer;
    const before = after === undefined ? [] : (this.rows ?? []);
    this.names = new Map([
      ...(after === undefined ? [] : this.names),
      ...answer.value.names.map((one) => [one.subject, one] as const),
    ]);
    this.rows = [...before, ...answer.value.rows];
    this.next = answer.value.next;
    return answer;
  }
}
