export const files = {
  "console.command.files.upload": "Upload a file",
  "console.command.files.sweep": "Sweep away an unused file",
  "refusal.file-not-found":
    "The picture or recording does not exist, is on another case or is not yours: upload it again",
  "refusal.file-empty": "The file is empty; send it as application/octet-stream",
  "refusal.file-too-large": "The file is too large: at most {limit}",
  "refusal.file-type-refused":
    "Only JPEG, PNG and WebP pictures and MP3, M4A, WAV and AMR recordings are taken",
  "refusal.file-damaged": "The file is damaged and cannot be read",
  "refusal.file-too-detailed": "The picture is too large: at most {limit} million pixels",
  "field.fileId": "Attachment",
  "field.fileIds": "Attachments",
} as const;
