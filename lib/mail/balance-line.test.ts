import { render } from "@react-email/render";
import { createElement } from "react";
import { expect, it } from "vitest";
import { BalanceLine } from "./balance-line";

const facts = [{ label: "Available", value: "48 250,5" }];
const widths = async (availablePercent: number, holdPercent: number) => {
  const html = await render(createElement(BalanceLine, { availablePercent, holdPercent, facts }));
  return [...html.matchAll(/width="(\d+)%"/g)].map(([, width]) => Number(width));
};

it("the balance line in a mail always adds up to its full width", async () => {
  expect(await widths(64, 5)).toEqual([64, 5, 31]);
  expect(await widths(0, 0)).toEqual([100]);
  expect(await widths(180, 40)).toEqual([100]);
  expect(await widths(-20, 10)).toEqual([10, 90]);
});
