import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { TickField } from "./choice-field";
import { ErrorSummary } from "./error-summary";
import { Field } from "./field";
import { FormContext } from "./form-context";
import type { FormState } from "./form-state";
import { SelectField } from "./select-field";

const refused: FormState = {
  status: "error",
  fieldErrors: { email: "Enter an e-mail address." },
  values: { email: "ana@", role: "finance", terms: "on" },
};

const fields = (
  <>
    <Field name="email" label="E-mail" hint="At work" defaultValue="old@kianda.ao" />
    <div>
      <SelectField
        name="role"
        label="Role"
        defaultValue="viewer"
        options={[
          { value: "viewer", label: "Viewer" },
          { value: "finance", label: "Finance" },
        ]}
      />
    </div>
    <TickField name="terms" label="Terms" />
  </>
);

const form = (state: FormState) =>
  renderToStaticMarkup(
    <FormContext value={{ id: "f", state, pending: false, attempt: 1 }}>
      <ErrorSummary title="There is a problem" fields={fields} />
      {fields}
    </FormContext>,
  );

test("the summary comes first, leads to the field and uses the words beside it", () => {
  const html = form(refused);
  expect(html.indexOf('role="alert"')).toBeLessThan(html.indexOf("<input"));
  expect(html).toContain('href="#f-email"');
  expect(html).toContain('id="f-email"');
  expect(html.match(/Enter an e-mail address\./g)).toHaveLength(2);
});

test("the summary tells two fields with the same mistake apart by their labels", () => {
  const html = form({ status: "error", fieldErrors: { email: "Enter a value.", role: "Enter a value." } });
  expect(html).toContain(">E-mail: Enter a value.</a>");
  expect(html).toContain(">Role: Enter a value.</a>");
});

test("the field in error says so and is described by hint and error", () => {
  const input = form(refused).match(/<input[^>]*id="f-email"[^>]*>/)?.[0];
  expect(input).toContain('aria-invalid="true"');
  expect(input).toContain('aria-describedby="f-email-hint f-email-error"');
});

test("what was typed, chosen and ticked is still there after a refusal", () => {
  const html = form(refused);
  expect(html).toMatch(/<input[^>]*id="f-email"[^>]*value="ana@"/);
  expect(html).toMatch(/<option value="finance" selected="">/);
  expect(html).toMatch(/<input[^>]*name="terms"[^>]*checked=""/);
});

test("before anything was sent there is no summary and the usual values stand", () => {
  const html = form({ status: "idle" });
  expect(html).not.toContain("There is a problem");
  expect(html).toContain('value="old@kianda.ao"');
  expect(html).toMatch(/<option value="viewer" selected="">/);
});
