import ts from "typescript";

/** How commands are declared, by the function that makes them. */
const DECLARES = /^(?:command|[a-z]+Command|onCase|changeHousehold)$/;
/** `Result<T, "a" | "b">`, `Refusal<"a"> | null`, promises of them, and what stands for one. */
const REFUSES = /\b(?:Result|Refusal|Changed|Outcome)</;

/**
 * Exported functions that answer a Result or a refusal, and exported commands, whose docstring says
 * nothing of refusals: by line and name.
 */
export function undocumentedRefusals(
  path: string,
  text: string,
): { readonly line: number; readonly name: string }[] {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const found: { line: number; name: string }[] = [];
  for (const statement of source.statements) {
    const name = refusing(statement, source);
    if (name === null || documented(statement, source)) continue;
    const { line } = source.getLineAndCharacterOfPosition(statement.getStart(source));
    found.push({ line: line + 1, name });
  }
  return found;
}

/** The name of an exported function or command that may refuse; else null. */
function refusing(statement: ts.Statement, source: ts.SourceFile): string | null {
  if (!isExported(statement)) return null;
  if (ts.isFunctionDeclaration(statement)) {
    return refusesIn(statement.type, source) ? (statement.name?.text ?? "default") : null;
  }
  if (!ts.isVariableStatement(statement)) return null;
  for (const { name, initializer } of statement.declarationList.declarations) {
    if (initializer === undefined) continue;
    const call = ts.isCallExpression(initializer) ? initializer.expression.getText(source) : "";
    const arrow = ts.isArrowFunction(initializer) && refusesIn(initializer.type, source);
    if (arrow || DECLARES.test(call)) return name.getText(source);
  }
  return null;
}

function isExported(statement: ts.Statement): boolean {
  const modifiers = ts.canHaveModifiers(statement) ? ts.getModifiers(statement) : undefined;
  return modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) ?? false;
}

function refusesIn(type: ts.TypeNode | undefined, source: ts.SourceFile): boolean {
  return type !== undefined && REFUSES.test(type.getText(source));
}

function documented(statement: ts.Statement, source: ts.SourceFile): boolean {
  const before = source.text.slice(statement.getFullStart(), statement.getStart(source));
  return /\/\*\*[\s\S]*\brefus/i.test(before);
}
