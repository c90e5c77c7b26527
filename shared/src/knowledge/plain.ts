/** A paragraph, or a list with or without numbers. */
export type Block =
  | { readonly kind: "paragraph"; readonly text: string }
  | { readonly kind: "list"; readonly ordered: boolean; readonly items: readonly string[] };

const ITEM = /^(?:-|\d{1,2}\.) +(.+)$/u;
const ORDERED = /^\d/u;

/**
 * Plain text as it is set: an empty line ends a paragraph, `- ` and `1. ` begin items of a list.
 * Nothing else means anything, so that the same text reads well where it is not set at all.
 */
export function blocksOf(text: string): Block[] {
  const blocks: Block[] = [];
  for (const part of text.split(/\n\s*\n/u)) {
    for (const line of part.split("\n").map((one) => one.trim())) {
      if (line !== "") add(blocks, line);
    }
    blocks.push(END);
  }
  return blocks.filter((block) => block !== END);
}

/** Between two parts: what follows joins nothing before it. */
const END: Block = { kind: "paragraph", text: "" };

function add(blocks: Block[], line: string): void {
  const item = ITEM.exec(line)?.[1];
  const last = blocks.at(-1);
  if (item === undefined) {
    const joins = last?.kind === "paragraph" && last !== END;
    if (joins) blocks.pop();
    blocks.push({ kind: "paragraph", text: joins ? `${last.text}\n${line}` : line });
    return;
  }
  const ordered = ORDERED.test(line);
  const joins = last?.kind === "list" && last.ordered === ordered;
  if (joins) blocks.pop();
  blocks.push({ kind: "list", ordered, items: joins ? [...last.items, item] : [item] });
}
