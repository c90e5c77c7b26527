import type { HeatingSpace } from "@warmline/shared/households/model.ts";
import type { PostedAnswer } from "@warmline/shared/ledger/answers.ts";
import type { EntryStamp } from "@warmline/shared/ledger/chain.ts";
import {
  advance,
  entries,
  replay,
  type AnyPosting,
  type Entry,
  type NewEntry,
} from "@warmline/shared/ledger/entry.ts";
import { accountOf, type Position } from "@warmline/shared/ledger/position.ts";
import type { Write } from "@warmline/shared/store/write.ts";
import type { Moment } from "../../platform/commands/command.ts";
import { answerOf, enter, stampOf, type Entered, type PostableAccount } from "./posting.ts";

/** An account with its whole stream: which links an entry has is told by that alone. */
export interface WholeAccount extends PostableAccount {
  readonly stream: readonly Entry[];
}

type Stamped = Pick<EntryStamp, "effectiveOn" | "incidentId"> & {
  /** What is charged, where that is said by a contract. */
  readonly spaces?: readonly HeatingSpace[];
  /** Of an entry in place of one that another request posted. */
  readonly requestId?: string | undefined;
};

/** 一组分录: entries of one account, each on top of those before it, all in one commit. */
export class EntryBatch {
  readonly #of: WholeAccount;
  readonly #moment: Moment;
  readonly #entered: Entered[] = [];
  /** After the last of them. */
  readonly position: Position;

  constructor(of: WholeAccount, moment: Moment) {
    this.#of = of;
    this.#moment = moment;
    this.position = replay(of.account.id, of.stream);
  }

  post(id: string, posting: AnyPosting, { spaces, requestId, ...more }: Stamped = {}): void {
    const before = { ...this.#of, account: accountOf(this.position) };
    const stamp = { ...stampOf(this.#of, id, this.#moment, spaces), ...more };
    const by = requestId === undefined ? {} : { requestId };
    const entered = enter(before, posting, { ...stamp, ...by });
    advance(this.position, entered.entry);
    this.#entered.push(entered);
  }

  /** The entry that was posted last. */
  get last(): NewEntry {
    return this.#entered.at(-1)!.entry;
  }

  /** How the account stands after all of them, as the answer of one of them. */
  answerOf(entry: NewEntry): PostedAnswer {
    return answerOf({ entry, account: accountOf(this.position) });
  }

  get writes(): Write[] {
    const isEntry = ({ collection }: Write) => collection.name === entries.name;
    const made = this.#entered.flatMap(({ writes }) => writes.filter(isEntry));
    // The account is written once, as it stands after the last of them.
    const kept = this.#entered.slice(-1).flatMap(({ writes }) => writes);
    return [...made, ...kept.filter((write) => !isEntry(write))];
  }

  get subjects(): string[] {
    return this.#entered.map(({ entry }) => `${entries.name}/${entry.id}`);
  }
}
