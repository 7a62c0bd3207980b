import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { BalanceLine } from "./balance-line";

const text = "48 250,5 credits available of 75 000; alert at 5 000; recharge at 12 000";
const figures = {
  text,
  availableMicro: 48_250_500_000n,
  heldMicro: 1_204_000_000n,
  peakMicro: 75_000_000_000n,
  thresholds: [
    { kind: "alert" as const, atMicro: 5_000_000_000n, label: "Alert 5 000" },
    { kind: "recharge" as const, atMicro: 12_000_000_000n, label: "Recharge 12 000" },
  ],
};
const labels = { start: "0", end: "75 000", now: "Now", pending: "+25 000 pending" };

test("the line is one image that says everything in words, and nothing twice", () => {
  const html = renderToStaticMarkup(<BalanceLine {...figures} labels={labels} />);
  expect(html).toContain(`role="img" aria-label="${text}"`);
  expect(html.indexOf('aria-hidden="true"')).toBeLessThan(html.indexOf("Alert 5 000"));
});

test("the small line in a row says the same words", () => {
  expect(renderToStaticMarkup(<BalanceLine {...figures} variant="mini" />)).toContain(`aria-label="${text}"`);
});

test("ticks, fill and hold are drawn at their share of the scale", () => {
  const html = renderToStaticMarkup(<BalanceLine {...figures} labels={labels} />);
  expect(html).toMatch(/data-tick="alert" style="inset-inline-start:6.66%"/);
  expect(html).toMatch(/data-tick="recharge" style="inset-inline-start:16%"/);
  expect(html).toMatch(/data-tick="now" style="inset-inline-start:64.33%"/);
  expect(html).toMatch(/data-segment="available" style="inset-inline-start:0%;width:64.33%"/);
  expect(html).toMatch(/data-segment="held" style="inset-inline-start:64.33%;width:1.6%"/);
});

test("a pending purchase is a ghost behind the balance with its label", () => {
  const html = renderToStaticMarkup(<BalanceLine {...figures} pendingMicro={25_000_000_000n} labels={labels} />);
  expect(html).toContain('data-segment="pending"');
  expect(html).toContain("+25 000 pending");
  expect(renderToStaticMarkup(<BalanceLine {...figures} labels={labels} />)).not.toContain("+25 000 pending");
});

test("at zero nothing is filled and Now stands at the start", () => {
  const html = renderToStaticMarkup(<BalanceLine text="0 credits available" availableMicro={0n} labels={labels} />);
  expect(html).not.toContain("data-segment");
  expect(html).toContain('data-tick="now" style="inset-inline-start:0%"');
});
