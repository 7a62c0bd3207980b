import { expect, it } from "vitest";
import { maskRecipient } from "./mask-recipient";

it.each([
  ["+244923000018", "+244•••18"],
  ["+14155550123", "+1•••23"],
  ["+6281234567890", "+62•••90"],
  ["+2441234", "+244•••"],
  ["+999", "+•••"],
  ["ana@kianda.ao", "a•••@kianda.ao"],
  ["a@kianda.ao", "•••@kianda.ao"],
  ['"a@b"@kianda.ao', '"•••@kianda.ao'],
  ["@ana_silva", "@an•••"],
  ["U02ABCDEF", "U0•••"],
  ["923000018", "92•••"],
  ["ana", "a•••"],
  ["a", "•••"],
  ["@", "@•••"],
  ["😀😃😄😁", "😀😃•••"],
  ["", "•••"],
])("%s is shown as %s to whoever may not see recipients", (recipient, shown) => {
  expect(maskRecipient(recipient)).toBe(shown);
});

it("masks what is masked already to something no longer", () => {
  expect(maskRecipient(maskRecipient("ana@kianda.ao"))).toBe("a•••@kianda.ao");
});
