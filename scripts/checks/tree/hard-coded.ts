import { isNode, lineOf, type Module, type Node, nodesOf } from "./module";

const letters = /\p{L}/u;
const spokenAttributes = new Set(
  "alt aria-description aria-label aria-placeholder aria-roledescription aria-valuetext caption hint label placeholder summary title".split(
    " ",
  ),
);
/** What a keyboard or a program says is the same in every language. */
const literalElements = new Set(["kbd", "code", "style", "script"]);

/** Words a person would read that are written into a component, where no translation can reach them. */
export function hardCodedText(module: Module): string[] {
  return [...findings(module.program, false)].map(({ text, at }) => {
    return `${module.path}:${lineOf(module.text, at)}: "${text.trim()}" is written into the page; put it into the message files.`;
  });
}

type Finding = { text: string; at: number };

function* findings(node: Node, literal: boolean): Generator<Finding> {
  const inside = literal || (node.type === "JSXElement" && literalElements.has(elementName(node)));
  if (!inside) yield* own(node);
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) yield* findings(child, inside);
  }
}

function* own(node: Node): Generator<Finding> {
  if (node.type === "JSXText") yield* spoken(node);
  if (node.type === "JSXElement" || node.type === "JSXFragment") {
    for (const child of list(node.children))
      if (child.type === "JSXExpressionContainer") yield* value(child.expression);
  }
  if (node.type === "JSXAttribute" && isNode(node.name) && spokenAttributes.has(String(node.name.name))) {
    const given =
      isNode(node.value) && node.value.type === "JSXExpressionContainer" ? node.value.expression : node.value;
    yield* value(given);
  }
  if (node.type === "VariableDeclarator" && isNode(node.id) && node.id.name === "metadata" && isNode(node.init)) {
    for (const inner of nodesOf(node.init)) {
      const named =
        inner.type === "Property" && isNode(inner.key) && /^(title|description)$/.test(String(inner.key.name));
      if (named) yield* value(inner.value);
    }
  }
}

function* value(expression: unknown): Generator<Finding> {
  if (!isNode(expression)) return;
  if (expression.type === "Literal") yield* spoken(expression);
  if (expression.type === "TemplateLiteral") for (const quasi of list(expression.quasis)) yield* spoken(quasi);
  if (expression.type === "ConditionalExpression") {
    yield* value(expression.consequent);
    yield* value(expression.alternate);
  }
  if (expression.type === "LogicalExpression") yield* value(expression.right);
}

function* spoken(node: Node): Generator<Finding> {
  const raw =
    typeof node.value === "object" && node.value !== null && "cooked" in node.value ? node.value.cooked : node.value;
  if (typeof raw === "string" && letters.test(raw)) yield { text: raw, at: node.start };
}

function elementName(node: Node): string {
  const name = isNode(node.openingElement) && isNode(node.openingElement.name) ? node.openingElement.name.name : "";
  return String(name);
}

function list(value: unknown): Node[] {
  return Array.isArray(value) ? value.filter(isNode) : [];
}
