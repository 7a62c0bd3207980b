/** What a form action answers with; `values` come back so that nothing typed is lost. */
export type FormState = {
  status: "idle" | "error" | "done";
  message?: string;
  fieldErrors?: Record<string, string>;
  values?: Record<string, string>;
  code?: string;
  /** What the answer alone carries, to be shown until the page is left. */
  once?: string;
};

export const idle: FormState = { status: "idle" };

export type FormAction = (previous: FormState, data: FormData) => Promise<FormState>;
