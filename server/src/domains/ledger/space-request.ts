import { formatArea } from "@warmline/shared/kernel/area.ts";
import { fen } from "@warmline/shared/kernel/money.ts";
import type { HeatingSpace } from "@warmline/shared/households/model.ts";
import { premisePermissions } from "@warmline/shared/households/permissions.ts";
import { spacesOn } from "@warmline/shared/households/premise.ts";
import type { ApprovalPolicy } from "@warmline/shared/requests/policy.ts";
import type { PreviewChange } from "@warmline/shared/requests/preview.ts";
import { approvable } from "../../platform/commands/approvable.ts";
import type { SpacesChange } from "../households/index.ts";
import { askCommand, previewCommand } from "../requests/index.ts";
import { shownPosting } from "./posted-preview.ts";
import { changeSpaces, type Respacing } from "./space-commands.ts";

/** 面积变更审批: nobody changes alone what is charged; a large difference takes a second approval. */
const SPACES_POLICY: ApprovalPolicy = {
  name: "spaces",
  version: 1,
  alone: null,
  steps: [
    { permission: premisePermissions.approve.name, overFen: fen(0), dayFen: null },
    { permission: premisePermissions.approve.name, overFen: fen(1_000_000), dayFen: null },
  ],
  days: 14,
};

/** 面积、类别变更申请. */
export const respacing = approvable({
  command: changeSpaces,
  ask: premisePermissions.ask,
  policy: SPACES_POLICY,
  approvers: [premisePermissions.approve],
  about: ({ id }) => `premises/${id}`,
  notYet: ["day-closed"],
  show: (state, input, { writes }) => shownPosting(state, writes, changesOf(state, input)),
});

/** Space by space, each as it is on that day and as it will be. */
function changesOf({ premise }: Respacing, input: SpacesChange): PreviewChange[] {
  const before = spacesOn(premise, input.from).spaces;
  const ids = new Set([...before, ...input.spaces].map(({ id }) => id));
  const spaces = [...ids].flatMap((id): PreviewChange[] => {
    const [from, to] = [before, input.spaces].map((all) => wordsOf(all.find((s) => s.id === id)));
    return from?.join() === to?.join() ? [] : [{ field: "space", from: from ?? [], to: to ?? [] }];
  });
  const { from, evidence } = input;
  return [
    ...spaces,
    { field: "from", from: [], to: [from] },
    { field: "evidence", from: [], to: [evidence] },
  ];
}

function wordsOf(space: HeatingSpace | undefined): string[] {
  if (space === undefined) return [];
  const { label, billingAreaMilli, storeyHeightMm, priceClass, houseType, settlement } = space;
  return [
    label,
    `${formatArea(billingAreaMilli)} m²`,
    `${storeyHeightMm / 1_000} m`,
    `priceClasses/${priceClass}`,
    ...(houseType === undefined ? [] : [`houseTypes/${houseType}`]),
    `households.settlement.${settlement}`,
  ];
}

/**
 * 申请变更面积、类别. Refusals, in this order: `not-found`, `out-of-scope`, `changed-meanwhile`, those of
 * the rule, `request-pending`.
 */
export const askSpaces = askCommand({ name: "premises.ask-change", of: respacing });

/** Nothing is written. Refusals as of `askSpaces`, without the last. */
export const previewSpaces = previewCommand(respacing);
