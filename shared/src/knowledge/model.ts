import type { CityDate, Instant } from "../kernel/time.ts";
import { collection, type Stored } from "../store/collection.ts";
import type { Content, KnowledgeKind } from "./content.ts";

export const KNOWLEDGE_STATES = [
  "unapproved", // 未发布: no version of it was ever approved
  "holding", // 现行
  "retired", // 已停用
] as const;
export type KnowledgeState = (typeof KNOWLEDGE_STATES)[number];

export const DRAFT_STATES = [
  "editing", // 编辑中
  "submitted", // 待审
  "discarded", // 已放弃
] as const;
export type DraftState = (typeof DRAFT_STATES)[number];

/** 草稿: what is to hold once somebody else has approved it; the version that holds stays beside. */
export interface Draft {
  readonly state: DraftState;
  readonly content: Content;
  /** 四眼: none of them approves it. */
  readonly writerIds: readonly string[];
  readonly byName: string;
  readonly at: Instant;
  /** 退回: what is to be done about it before it is submitted again. */
  readonly returned?: {
    readonly reason: string;
    readonly byName: string;
    readonly at: Instant;
  };
}

/** 知识条目: what is known about one thing, in approved versions. */
export interface KnowledgeItem extends Stored {
  /** `K-012`: without gaps by kind. */
  readonly number: string;
  readonly kind: KnowledgeKind;
  readonly state: KnowledgeState;
  /** Of what holds; 0: none was approved yet. */
  readonly version: number;
  /** What holds; of a retired one what held last. */
  readonly content?: Content;
  readonly approvedAt?: Instant;
  readonly approvedByName?: string;
  readonly draft?: Draft;
  /** 负责人: who keeps it true. */
  readonly ownerId: string;
  readonly ownerName: string;
  /** 复核日期: from that day on it is listed as overdue. */
  readonly reviewOn: CityDate;
}

export const knowledgeItems = collection<KnowledgeItem>("knowledgeItems", {
  indexes: { byState: ["state", "number"], byIntent: ["content.intents[]"] },
  unique: { number: ["number"] },
});

/** A version that was approved, as it was then; its id is `<itemId>/<version>`. */
export interface KnowledgeVersion extends Stored {
  readonly itemId: string;
  readonly version: number;
  readonly content: Content;
  readonly writtenByName: string;
  readonly approvedByName: string;
  readonly approvedAt: Instant;
}

export const knowledgeVersions = collection<KnowledgeVersion>("knowledgeVersions", {
  indexes: { byItem: ["itemId", "version"] },
  appendOnly: true,
});

/** Numbers of a kind, which is its id. */
export interface KnowledgeSeries extends Stored {
  readonly last: number;
}

export const knowledgeSeries = collection<KnowledgeSeries>("knowledgeSeries");
