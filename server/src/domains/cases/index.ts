export { fileCase, type FileCaseInput, type FileRefusal } from "./file-case.ts";
export type { FiledCase } from "./intake.ts";
