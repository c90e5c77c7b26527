/** A picture or recording that was uploaded for a form which is not sent yet. */
export interface DraftFile {
  readonly fileId: string;
  readonly name: string;
}

export function fileIdsOf(files: readonly DraftFile[]): string[] {
  return files.map(({ fileId }) => fileId);
}
