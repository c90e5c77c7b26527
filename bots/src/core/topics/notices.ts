import { NOTICE_TOPICS, type NoticeTopic } from "@warmline/shared/notices/model.ts";
import { say, within } from "../../say/said.ts";
import { chosen, offered, type Choice } from "../choices.ts";
import type { StateOf } from "../session.ts";
import { CHOICE, type Topic } from "../topic.ts";

type Notices = StateOf<"notices">;

/** 通知设置: of what somebody is told without asking, each switched by itself. */
export const notices: Topic<Notices> = {
  skill: "fees",
  question: ({ off }) => (off === undefined ? { kind: "notices" } : null),
  answered: (_, answer) =>
    answer.to === "notices" ? { go: { topic: "notices", off: answer.value.off } } : null,
  prompt: (state, { facts }) => ({
    replies: [say("bots.notices.lead"), ...offered(choicesOf(state), facts)],
    expects: CHOICE,
  }),
  heard: (state, input, { facts }) => chosen(choicesOf(state), input, facts),
};

function choicesOf({ off = [] }: Notices): Choice[] {
  const each = NOTICE_TOPICS.map((topic): Choice => {
    const on = off.includes(topic);
    const which = { topic: within(say(`bots.notices.${topic}`)) };
    return {
      what: say(on ? "bots.notices.off" : "bots.notices.on", which),
      move: {
        replies: [say(on ? "bots.notices.now-on" : "bots.notices.now-off", which)],
        go: { topic: "notices", off: switched(off, topic, on) },
        intents: [{ kind: "notices", topic, on }],
      },
    };
  });
  return [...each, { what: say("bots.notices.done"), move: { go: { topic: "after" } } }];
}

function switched(
  off: readonly NoticeTopic[],
  topic: NoticeTopic,
  on: boolean,
): readonly NoticeTopic[] {
  return on ? off.filter((one) => one !== topic) : [...off, topic];
}
