import { devices } from "@warmline/shared/devices/model.ts";
import { naming } from "../../platform/audit/subjects.ts";

export const deviceSubjects = [
  naming({ collection: devices, name: ({ name }) => ({ text: name }) }),
];
