import { expect, it } from "vitest";
import { messagesFor } from "@/lib/i18n/messages";
import { bookRules } from "@/lib/ledger/check";
import { areas } from "./areas";

const names = bookRules.map(({ name }) => name);

it("every promise of the books is told in one area, and no other", () => {
  const told = Object.values(areas).flatMap((rules) => rules.map(({ name }) => name));
  expect(told.toSorted()).toEqual(names.toSorted());
});

it.each(["en", "pt", "id"] as const)("every promise of the books has its words: %s", (locale) => {
  expect(Object.keys(messagesFor(locale).reconciliation.rules).toSorted()).toEqual(names.toSorted());
});
