/** What a form or an XML body says: texts by name, a list where a name comes more than once. */
export type Field = string | Fields | readonly Field[];
export interface Fields {
  [name: string]: Field;
}

/** Without a prototype: whatever names the outside gives are names and nothing else. */
export function newFields(): Fields {
  return Object.create(null) as Fields;
}

export function add(fields: Fields, name: string, value: Field): void {
  const before = fields[name];
  if (before === undefined) fields[name] = value;
  else fields[name] = Array.isArray(before) ? [...before, value] : [before as Field, value];
}
