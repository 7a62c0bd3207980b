/** The part of JSON Schema a contract is written in. */
export type Schema = {
  type?: string | string[];
  const?: string | number | boolean;
  enum?: string[];
  anyOf?: Schema[];
  $ref?: string;
  items?: Schema;
  pattern?: string;
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: boolean | Schema;
};

export type Operation = { kind: "one" | "list" | "search"; params: Schema | null; response: Schema };

export type Contract = {
  sdk: string;
  operations: Record<string, Operation>;
  /** What Stripe answers and the sandbox does not. */
  others: string[];
  $defs: Record<string, Schema>;
};
