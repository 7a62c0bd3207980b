import { readFileSync } from "node:fs";
import ts from "typescript-6";

export type Route = {
  /** `POST /v1/customers/{}` */
  operation: string;
  kind: "one" | "list" | "search";
  params: ts.TypeNode | undefined;
  answer: ts.TypeNode | undefined;
};

/** What each method of the SDK asks for: its address stands in the program, its types in the declaration. */
export function routesOf(program: ts.Program, files: readonly string[]): Route[] {
  return files.flatMap((file) => {
    const source = program.getSourceFile(file);
    if (!source) return [];
    const code = readFileSync(file.replace(/\.d\.ts$/, ".js"), "utf8");
    return source.statements.filter(ts.isClassDeclaration).flatMap((resource) => routesOfClass(resource, code));
  });
}

function routesOfClass(resource: ts.ClassDeclaration, code: string): Route[] {
  const body = new RegExp(`class ${resource.name?.text} extends[\\s\\S]*?\\n}\\n`).exec(code)?.[0];
  if (!body) return [];
  return resource.members.filter(ts.isMethodDeclaration).flatMap((method) => {
    const operation = ts.isIdentifier(method.name) ? operationOf(method.name.text, body) : null;
    return operation ? [{ operation, ...typesOf(method) }] : [];
  });
}

function operationOf(method: string, body: string): string | null {
  const call = new RegExp(
    `\\n {4}(?:async )?${method}\\([^)]*\\) \\{[\\s\\S]*?_makeRequest\\('(GET|POST|DELETE)', [\`']([^\`']+)[\`']`,
  ).exec(body);
  if (!call?.[2]) return null;
  return `${call[1]} ${call[2].replace(/\$\{[^}]+\}/g, "{}")}`;
}

function typesOf(method: ts.MethodDeclaration): Omit<Route, "operation"> {
  const params = method.parameters.find(({ name }) => name.getText() === "params")?.type;
  const promise = method.type && ts.isTypeReferenceNode(method.type) ? method.type : undefined;
  const inner = promise?.typeArguments?.[0];
  const name = promise?.typeName.getText();
  if (name === "ApiListPromise") return { kind: "list", params, answer: inner };
  if (name === "ApiSearchResultPromise") return { kind: "search", params, answer: inner };
  const response = inner && ts.isTypeReferenceNode(inner) && inner.typeName.getText() === "Response";
  return { kind: "one", params, answer: response ? inner.typeArguments?.[0] : inner };
}
