import { expect, it } from "vitest";
import { newId } from "@/lib/ids";
import { isFormId, orderId } from "./order-id";

const form = newId("pur");

it("the same form with the same choices orders the same purchase", () => {
  expect(orderId(form, ["25000", "main"])).toBe(orderId(form, ["25000", "main"]));
  expect(isFormId(orderId(form, ["25000", "main"]))).toBe(true);
});

it("another choice or another form orders another one", () => {
  const ids = [orderId(form, ["25000"]), orderId(form, ["26000"]), orderId(newId("pur"), ["25000"])];
  expect(new Set(ids).size).toBe(3);
});

it("keeps its place in time", () => {
  expect(orderId(newId("pur", 1_000), []) < orderId(newId("pur", 2_000), [])).toBe(true);
});

it("knows an id of a form from other text", () => {
  for (const text of ["", "pur_1", "ws_0123456789abcdefghjkmnpqrs", `${form}x`, "pur_!!!!!!!!!!!!!!!!!!!!!!!!!!"])
    expect(isFormId(text), text).toBe(false);
  expect(isFormId(form)).toBe(true);
});
