import Ajv, { type ValidateFunction } from "ajv";
import type { Contract } from "../contract/schema";
import type { Witness } from "../http/api";
import { kinds } from "../store/kinds";

export type Violation = { where: string; what: string };

/** Holds what goes out against the contract, with a validator that the sandbox itself does not use. */
export class Judge {
  readonly violations: Violation[] = [];
  judged = 0;
  private readonly ajv: Ajv;
  private readonly eventNames: Map<unknown, string>;
  private readonly validators = new Map<string, ValidateFunction>();

  constructor(
    private readonly contract: Contract,
    private readonly told: (violation: Violation) => void = () => undefined,
  ) {
    this.ajv = new Ajv({ strict: false, allErrors: false, allowUnionTypes: true, inlineRefs: false });
    const events = Object.entries(contract.$defs).filter(([name]) => name.endsWith("Event"));
    this.eventNames = new Map(events.map(([name, { properties }]) => [properties?.type?.const, name]));
    this.ajv.addSchema({ $id: "contract", $defs: contract.$defs });
  }

  /** Answers to the SDK; whoever names no version speaks an older dialect and is not judged by today's contract. */
  witness: Witness = ({ operation, version, status, body }) => {
    if (version === undefined) return;
    if (status !== 200) return this.refusal(body);
    const schema = this.contract.operations[operation]?.response;
    if (!schema) return;
    this.hold(operation, schema, body);
  };

  /** An object by the name of its type in the SDK. */
  object(type: string, object: object): void {
    this.hold(type, { $ref: `#/$defs/${type}` }, object);
  }

  event = (event: { type: string }): void => {
    const name = this.eventNames.get(event.type);
    if (name) this.hold(`event ${event.type}`, { $ref: `#/$defs/${name}` }, event);
    else this.complain(event.type, "the contract has no such event");
  };

  /** A payment that was declined is told with what it was about. */
  private refusal({ error }: { error?: object }): void {
    for (const [name, value] of Object.entries(error ?? {})) {
      const kind = Object.entries(kinds).find(([known]) => known === name);
      if (kind && typeof value === "object" && value !== null) this.object(kind[1].type, value);
    }
  }

  private hold(where: string, schema: object, value: unknown): void {
    this.judged += 1;
    const validate = this.validatorOf(where, schema);
    if (validate(value)) return;
    const [error] = validate.errors ?? [];
    this.complain(where, `${error?.instancePath} ${error?.message} ${JSON.stringify(error?.params)}`);
  }

  private validatorOf(where: string, schema: object): ValidateFunction {
    const known = this.validators.get(where);
    if (known) return known;
    const words = JSON.stringify(schema).replaceAll('"#/$defs/', '"contract#/$defs/');
    const validate = this.ajv.compile(JSON.parse(words));
    this.validators.set(where, validate);
    return validate;
  }

  private complain(where: string, what: string): void {
    const violation = { where, what };
    this.violations.push(violation);
    this.told(violation);
  }
}
