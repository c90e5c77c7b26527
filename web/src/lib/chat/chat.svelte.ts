import {
  chatEndpoints,
  type ChatDeed,
  type SimulatedChat,
} from "@warmline/shared/demo/chat-api.ts";
import { call, type Answer, type Refused } from "../call.ts";

/** So often it is looked what the account has answered. */
const LOOK_MS = 500;

/** WeChat on one resident's phone. */
export class Chat {
  now = $state.raw<SimulatedChat | null>(null);
  refusal = $state.raw<Refused | null>(null);
  #user = "";
  #asked = 0;

  /** Shows the chat of that resident, until the answer is called. */
  open(user: string): () => void {
    this.#user = user;
    this.now = null;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let left = false;
    const look = async () => {
      await this.#take(() => call(chatEndpoints.readChat, { params: { user } }));
      if (!left) timer = setTimeout(() => void look(), LOOK_MS);
    };
    void look();
    return () => {
      left = true;
      clearTimeout(timer);
    };
  }

  tell(body: ChatDeed): Promise<void> {
    const params = { user: this.#user };
    return this.#take(() => call(chatEndpoints.chatEvent, { params, body }));
  }

  /** Of several that are under way the answer to the last one counts. */
  async #take(ask: () => Promise<Answer<SimulatedChat>>): Promise<void> {
    const [asked, user] = [(this.#asked += 1), this.#user];
    const answer = await ask();
    if (asked !== this.#asked || user !== this.#user) return;
    this.refusal = answer.ok ? null : answer;
    if (answer.ok) this.now = answer.value;
  }
}
