import type { AnswerCode } from "./answers";

type Details = {
  /** The field the sentence is about, like `events[3].to`. */
  param?: string;
  /** A sentence of the `api` messages that says more than the code's own. */
  sentence?: string;
  values?: Record<string, string | number>;
  /** Beside the error: what a batch would say of the same event. */
  beside?: Record<string, unknown>;
};

/** Ends a request of the API with one of its codes. */
export class Refusal extends Error {
  readonly code: AnswerCode;
  readonly details: Details;

  constructor(code: AnswerCode, details: Details = {}) {
    super(details.param ? `${code}: ${details.param}` : code);
    this.name = "Refusal";
    this.code = code;
    this.details = details;
  }
}
