import { orgPermissions } from "./permissions.ts";
import { z } from "zod";
import { UPPER_KINDS } from "./model.ts";
import { endpoint } from "../api/endpoint.ts";
import { id } from "../api/fields.ts";

const orgNode = z.strictObject({
  id: z.string(),
  kind: z.enum(["head-office", "branch", "station", "building", "unit", "hall", "service-point"]),
  name: z.string(),
  nameEn: z.string().optional(),
  parentId: z.string().nullable(),
});
export type OrgRow = z.output<typeof orgNode>;

export const orgTree = endpoint({
  name: "org.tree",
  method: "get",
  path: "/api/org",
  permit: orgPermissions.read,
  summary: "Head office, branches, stations, halls and service points; parents first",
  /** Buildings and units are too many for one answer: they come by their parent. */
  query: z.strictObject({ kind: z.enum(UPPER_KINDS).optional() }),
  answer: z.array(orgNode),
  refusals: [],
});

export const readOrgNode = endpoint({
  name: "org.node",
  method: "get",
  path: "/api/org/:id",
  permit: orgPermissions.read,
  summary: "One place, and what it lies in",
  params: z.strictObject({ id }),
  answer: z.strictObject({
    node: orgNode,
    /** From the head office down to what it lies in directly. */
    above: z.array(orgNode),
  }),
  refusals: ["not-found"],
});

export const orgChildren = endpoint({
  name: "org.children",
  method: "get",
  path: "/api/org/:id/children",
  permit: orgPermissions.read,
  summary: "What lies directly below, such as the buildings of a station",
  params: z.strictObject({ id }),
  answer: z.array(orgNode),
  refusals: [],
});
