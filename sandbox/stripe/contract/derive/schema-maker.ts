import { dirname } from "node:path";
import ts from "typescript-6";
import type { Schema } from "../schema";

/** The few figures of the API that are not whole. */
const fractions = new Set(["percent_off", "percentage", "effective_percentage", "exchange_rate", "fx_rate"]);

type Side = "request" | "response";

/** Writes the SDK's types down as JSON Schema: nothing unknown, nothing missing, no value an enum does not list. */
export class SchemaMaker {
  readonly definitions: Record<string, Schema> = {};
  private readonly names = new Map<ts.Type, string>();

  constructor(
    private readonly checker: ts.TypeChecker,
    /** Objects that may stand where their id stands. */
    private readonly expandable: ReadonlySet<string>,
    private readonly events: ReadonlySet<string>,
  ) {}

  schemaOf(node: ts.TypeNode, side: Side): Schema {
    return this.convert(this.checker.getTypeFromTypeNode(node), side) ?? {};
  }

  private convert(type: ts.Type, side: Side): Schema | null {
    if (isAnyOtherString(type) || type.flags & ts.TypeFlags.Undefined) return null;
    const plain = this.plainSchema(type);
    if (plain) return plain;
    if (type.isUnion()) return this.unionSchema(type, side);
    if (this.checker.isArrayType(type)) return { type: "array", items: this.argumentSchema(type, side) };
    if (type.symbol?.name === "ApiList") return listSchema(this.argumentSchema(type, side));
    return this.objectSchema(type, side);
  }

  private plainSchema(type: ts.Type): Schema | null {
    if (type.isStringLiteral() || type.isNumberLiteral()) return { const: type.value };
    if (type.flags & ts.TypeFlags.Null) return { type: "null" };
    if (type.flags & ts.TypeFlags.BooleanLiteral) return { const: this.checker.typeToString(type) === "true" };
    if (type.flags & ts.TypeFlags.Boolean) return { type: "boolean" };
    if (type.flags & ts.TypeFlags.String) return { type: "string" };
    if (type.flags & ts.TypeFlags.Number) return { type: "integer" };
    if (type.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown)) return {};
    const name = type.aliasSymbol?.name ?? type.symbol?.name;
    if (name === "Decimal" || name === "DecimalImpl") return { type: "string", pattern: "^-?\\d+(\\.\\d+)?$" };
    return name === "Date" ? { type: "integer" } : null;
  }

  private unionSchema(union: ts.UnionType, side: Side): Schema {
    const members = union.types.filter((type) => !isAnyOtherString(type) && !(type.flags & ts.TypeFlags.Undefined));
    const takesIds = side === "response" && members.some(({ flags }) => flags & ts.TypeFlags.String);
    const wanted = members.filter((type) => this.isWanted(type, takesIds, members.length));
    const literals = wanted.flatMap((type) => (type.isStringLiteral() ? [type.value] : []));
    const booleans = wanted.filter(({ flags }) => flags & ts.TypeFlags.BooleanLiteral);
    const rest = wanted.filter((type) => !type.isStringLiteral() && !booleans.includes(type));
    return joined([
      ...(literals.length ? [{ enum: literals }] : []),
      ...(booleans.length === 2 ? [{ type: "boolean" }] : booleans.flatMap((type) => this.convert(type, side) ?? [])),
      ...rest.flatMap((type) => this.convert(type, side) ?? []),
    ]);
  }

  private isWanted(type: ts.Type, takesIds: boolean, siblings: number): boolean {
    const name = type.symbol?.name ?? "";
    if (takesIds && type.getProperty("object")) return this.expandable.has(name);
    // The union of all events is the only one of this size; most of them are of products that are out of scope.
    return siblings > 150 && name.endsWith("Event") ? this.events.has(name) : true;
  }

  private argumentSchema(type: ts.Type, side: Side): Schema {
    const [argument] = this.checker.getTypeArguments(type as ts.TypeReference);
    return (argument && this.convert(argument, side)) ?? {};
  }

  private objectSchema(type: ts.Type, side: Side): Schema {
    const known = this.names.get(type);
    if (known) return { $ref: `#/$defs/${known}` };
    const wish = qualifiedName(type, this.checker);
    if (!wish) return this.membersSchema(type, side);
    let name = wish;
    for (let n = 2; this.definitions[name]; n += 1) name = `${wish}_${n}`;
    this.names.set(type, name);
    // Its place is taken before its members are looked at, because a type may hold itself.
    this.definitions[name] = {};
    this.definitions[name] = this.membersSchema(type, side);
    return { $ref: `#/$defs/${name}` };
  }

  private membersSchema(type: ts.Type, side: Side): Schema {
    const properties: Record<string, Schema> = {};
    const required: string[] = [];
    for (const member of this.checker.getPropertiesOfType(type)) {
      if (member.name === "lastResponse") continue;
      const schema = this.memberSchema(member, side);
      if (!schema) continue;
      properties[member.name] = schema;
      if (!(member.flags & ts.SymbolFlags.Optional)) required.push(member.name);
    }
    const index = type.getStringIndexType();
    const others = index ? (this.convert(index, side) ?? true) : false;
    return { type: "object", properties, ...(required.length && { required }), additionalProperties: others };
  }

  private memberSchema(member: ts.Symbol, side: Side): Schema | null {
    if (member.name === "previous_attributes") return { type: "object" };
    const declaration = member.valueDeclaration ?? member.declarations?.[0];
    const type = declaration
      ? this.checker.getTypeOfSymbolAtLocation(member, declaration)
      : this.checker.getTypeOfSymbol(member);
    if (this.checker.getSignaturesOfType(type, ts.SignatureKind.Call).length) return null;
    const schema = this.convert(type, side) ?? { type: "string" };
    return fractions.has(member.name) ? withFractions(schema) : schema;
  }
}

export function listSchema(items: Schema): Schema {
  return {
    type: "object",
    properties: {
      object: { const: "list" },
      data: { type: "array", items },
      has_more: { type: "boolean" },
      url: { type: "string" },
      total_count: { type: "integer" },
    },
    required: ["object", "data", "has_more", "url"],
    additionalProperties: false,
  };
}

/** `"card" | OtherString`: the SDK lets people write values it does not know; a stand-in knows what it answers. */
function isAnyOtherString(type: ts.Type): boolean {
  if (type.aliasSymbol?.name === "OtherString") return true;
  return type.isIntersection() && type.types.some(({ flags }) => flags & ts.TypeFlags.String);
}

function joined(schemas: Schema[]): Schema {
  const simple = schemas.filter((schema) => typeof schema.type === "string" && Object.keys(schema).length === 1);
  const rest = schemas.filter((schema) => !simple.includes(schema));
  const types = simple.map(({ type }) => type as string);
  const together = types.length > 1 ? [{ type: types }, ...rest] : schemas;
  return together.length === 1 ? (together[0] as Schema) : { anyOf: together };
}

function withFractions(schema: Schema): Schema {
  if (schema.anyOf) return { ...schema, anyOf: schema.anyOf.map(withFractions) };
  const number = (type: string) => (type === "integer" ? "number" : type);
  if (typeof schema.type === "string") return { ...schema, type: number(schema.type) };
  return schema.type ? { ...schema, type: schema.type.map(number) } : schema;
}

/** `Checkout.Session.LineItem`: the folder of its file, then the names it stands in. */
function qualifiedName(type: ts.Type, checker: ts.TypeChecker): string {
  const symbol = type.aliasSymbol ?? type.symbol;
  const full = symbol ? checker.getFullyQualifiedName(symbol) : "";
  const name = full.replace(/^"[^"]*"\./, "");
  if (!name || name === "__type") return "";
  const folder = dirname(/^"([^"]*)"/.exec(full)?.[1]?.split("/resources/")[1] ?? ".");
  return folder === "." ? name : `${folder.replaceAll("/", ".")}.${name}`;
}
