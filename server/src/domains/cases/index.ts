export { addPictures } from "./description-commands.ts";
export { decideReport, fileCase, loadReport, type FileCaseInput } from "./file-case.ts";
export type { FiledCase } from "./intake.ts";
export { takenBack } from "./assignees.ts";
export { timetable } from "./timetable.ts";
export { cityCalendar } from "./work-calendar.ts";
export { mergeChain } from "./see-case.ts";
export { isHiddenOnCase } from "./read-file.ts";
export { rowOf } from "./rows.ts";
