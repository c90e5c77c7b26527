import {
  chatEndpoints,
  type ChatDeed,
  type ChatDoor,
  type SimulatedChat,
} from "@warmline/shared/demo/chat-api.ts";
import { call, type Answer, type Refused } from "../call.ts";

/** So often it is looked what the account has answered. */
const LOOK_MS = 500;

interface Of {
  readonly params: { readonly user: string };
  readonly query: { readonly door: ChatDoor };
}

/** WeChat on one resident's phone. */
export class Chat {
  now = $state.raw<SimulatedChat | null>(null);
  refusal = $state.raw<Refused | null>(null);
  #of: Of = { params: { user: "" }, query: { door: "official" } };
  #asked = 0;

  /** Shows the chat of that resident with that account, until the answer is called. */
  open(door: ChatDoor, user: string): () => void {
    const of = { params: { user }, query: { door } };
    this.#of = of;
    this.now = null;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let left = false;
    const look = async () => {
      await this.#take(() => call(chatEndpoints.readChat, of));
      if (!left) timer = setTimeout(() => void look(), LOOK_MS);
    };
    void look();
    return () => {
      left = true;
      clearTimeout(timer);
    };
  }

  tell(body: ChatDeed): Promise<void> {
    const of = this.#of;
    return this.#take(() => call(chatEndpoints.chatEvent, { ...of, body }));
  }

  send(upload: Blob): Promise<void> {
    const of = this.#of;
    return this.#take(() => call(chatEndpoints.chatPicture, { ...of, upload }));
  }

  /** Of several that are under way the answer to the last one counts. */
  async #take(ask: () => Promise<Answer<SimulatedChat>>): Promise<void> {
    const [asked, of] = [(this.#asked += 1), this.#of];
    const answer = await ask();
    if (asked !== this.#asked || of !== this.#of) return;
    this.refusal = answer.ok ? null : answer;
    if (answer.ok) this.now = answer.value;
  }
}
