import { EVERYONE, permission } from "../access/permission.ts";

/** 全局查找: everybody looks, and finds of each kind what they may read of it. */
export const searchPermissions = {
  search: permission("search.search", [...EVERYONE]),
};
