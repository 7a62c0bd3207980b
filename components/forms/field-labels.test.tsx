import { expect, test } from "vitest";
import { fieldLabels } from "./field-labels";

const Box = (_: { name: string; label: string }) => null;

test("each field of a form is named by its label, at any depth and without the point of a sentence", () => {
  const labels = fieldLabels(
    <div>
      <Box name="recipient" label="Phone number or address" />
      <section>
        <Box name="sure" label="I know that this cannot be taken back." />
      </section>
    </div>,
  );
  expect([...labels]).toEqual([
    ["recipient", "Phone number or address"],
    ["sure", "I know that this cannot be taken back"],
  ]);
});
