import type { State, StateOf, TopicName } from "./session.ts";
import type { Topic } from "./topic.ts";
import { article } from "./topics/article.ts";
import { bindings } from "./topics/bindings.ts";
import { callback } from "./topics/callback.ts";
import { caseTopic } from "./topics/case.ts";
import { after, ended, person, satisfaction } from "./topics/closing.ts";
import { compare } from "./topics/compare.ts";
import { fee } from "./topics/fee.ts";
import { greetingTopic } from "./topics/greeting.ts";
import { halls } from "./topics/halls.ts";
import { history } from "./topics/history.ts";
import { household } from "./topics/household.ts";
import { menu } from "./topics/menu.ts";
import { notices } from "./topics/notices.ts";
import { outage } from "./topics/outage.ts";
import { proof } from "./topics/proof.ts";
import { repaired } from "./topics/repaired.ts";
import { report } from "./topics/report.ts";
import { ticket } from "./topics/ticket.ts";
import { urge } from "./topics/urge.ts";

type Topics = { readonly [T in TopicName]: Topic<StateOf<T>> };

/** Every topic there is; the next one is a file, a state in session.ts and a line here. */
const TOPICS: Topics = {
  greeting: greetingTopic,
  household,
  outage,
  menu,
  proof,
  bindings,
  fee,
  compare,
  history,
  case: caseTopic,
  urge,
  report,
  callback,
  halls,
  article,
  ticket,
  notices,
  repaired,
  after,
  satisfaction,
  person,
  ended,
};

export function topicOf(state: State): Topic<State> {
  return TOPICS[state.topic] as Topic<State>;
}
