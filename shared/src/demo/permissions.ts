import { permission } from "../access/permission.ts";

export const demoPermissions = {
  switch: permission("demo.switch", ["administrator", "supervisor"]),
};
