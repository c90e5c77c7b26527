import { knowledgeCommands, type KnowledgeInput } from "@warmline/shared/knowledge/api.ts";
import { knowledgeVersions } from "@warmline/shared/knowledge/model.ts";
import * as rules from "@warmline/shared/knowledge/rules.ts";
import { mapOk, ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { staff } from "@warmline/shared/staff/model.ts";
import { insert } from "@warmline/shared/store/write.ts";
import type { Deps } from "../../platform/deps.ts";
import { handle, type Route } from "../../platform/http/serve.ts";
import { onItem, type ItemInput, type Ruled } from "./on-item.ts";

function alone<C extends string>(next: Result<Ruled["item"], C>): Result<Ruled, C> {
  return mapOk(next, (item) => ({ item }));
}

/**
 * 保存草稿. Refusals after those of every item, in this order: `knowledge-other-kind`, those of
 * `save`.
 */
export const save = onItem({
  name: "knowledge.save",
  load: async (_, { content }: KnowledgeInput<"save">, { kind }) =>
    content.kind === kind ? ok(undefined) : refuse("knowledge-other-kind"),
  rule: (item, moment, { content }) => alone(rules.save(item, content, moment)),
});

/**
 * Named whole, as commands are looked for by their names. Refusals after those of every item: those
 * of `move`.
 */
function stepOf<M extends rules.DraftMove>(name: `knowledge.${M}`, how: M) {
  return onItem({ name, rule: (item, _, __: ItemInput) => alone(rules.move(item, how)) });
}

/** 提交. Refusals after those of every item: those of `submit`. */
export const submit = onItem({
  name: "knowledge.submit",
  rule: (item, _, __: ItemInput) => alone(rules.submit(item)),
});
export const withdraw = stepOf("knowledge.withdraw", "withdraw");
export const discard = stepOf("knowledge.discard", "discard");
export const resume = stepOf("knowledge.resume", "resume");

/** 退回. Refusals after those of every item: those of `giveBack`. */
export const giveBack = onItem({
  name: "knowledge.give-back",
  scope: "city",
  rule: (item, moment, { reason }: KnowledgeInput<"giveBack">) =>
    alone(rules.giveBack(item, reason, moment)),
});

/** 批准. Refusals after those of every item: those of `approve`. */
export const approve = onItem({
  name: "knowledge.approve",
  scope: "city",
  rule: (item, moment, _: ItemInput) =>
    mapOk(rules.approve(item, moment), (approved) => ({
      item: approved.item,
      besides: [insert(knowledgeVersions, approved.version)],
    })),
});

/** 停用. Refusals after those of every item: those of `retire`. */
export const retire = onItem({
  name: "knowledge.retire",
  scope: "city",
  rule: (item, _, __: KnowledgeInput<"retire">) => alone(rules.retire(item)),
});

/** 恢复. Refusals after those of every item: those of `restore`. */
export const restore = onItem({
  name: "knowledge.restore",
  scope: "city",
  rule: (item, _, __: KnowledgeInput<"restore">) => alone(rules.restore(item)),
});

/** 改负责人与复核日期. Refusals after those of every item: `owner-unknown`. */
export const care = onItem({
  name: "knowledge.care",
  async load(reads, { ownerId }: KnowledgeInput<"care">, item) {
    const owner = await reads.get(staff, ownerId);
    // Whoever has left may keep it until somebody else does.
    if (ownerId === item.ownerId) return ok(item.ownerName);
    return owner?.active === true ? ok(owner.name) : refuse("owner-unknown");
  },
  rule: (item, _, { ownerId, reviewOn }, ownerName) =>
    ok({ item: { ...item, ownerId, ownerName, reviewOn } }),
});

export function itemCommandRoutes(deps: Deps): Route[] {
  return [
    handle(deps, knowledgeCommands.save, save),
    handle(deps, knowledgeCommands.submit, submit),
    handle(deps, knowledgeCommands.withdraw, withdraw),
    handle(deps, knowledgeCommands.discard, discard),
    handle(deps, knowledgeCommands.resume, resume),
    handle(deps, knowledgeCommands.giveBack, giveBack),
    handle(deps, knowledgeCommands.approve, approve),
    handle(deps, knowledgeCommands.retire, retire),
    handle(deps, knowledgeCommands.restore, restore),
    handle(deps, knowledgeCommands.care, care),
  ];
}
