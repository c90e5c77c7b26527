export { decideReport, fileCase, loadReport, type FileCaseInput } from "./file-case.ts";
export type { FiledCase } from "./intake.ts";
export { rowOf } from "./rows.ts";
