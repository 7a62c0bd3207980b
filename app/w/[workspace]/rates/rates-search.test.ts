import { describe, expect, it } from "vitest";
import { ratesQuery, ratesView } from "./rates-search";

const today = "2026-06-24";

describe("the address of the rates page", () => {
  it("narrows by what it can read, and by nothing else", () => {
    expect(
      ratesView({ q: " Angola ", channel: "sms", direction: "inbound", on: "2026-07-01", page: "3" }, today),
    ).toMatchObject({ q: "Angola", channel: "sms", direction: "inbound", on: "2026-07-01", page: 3 });
    expect(ratesView({ channel: "pigeon", direction: "up", on: "2026-02-31", page: "-1" }, today)).toMatchObject({
      q: "",
      channel: null,
      direction: null,
      on: null,
      page: 1,
    });
    expect(ratesView({ on: today }, today).on).toBeNull();
  });

  it("comes back as it was, and begins at the first page when something changes", () => {
    const view = ratesView({ q: "+244 92", channel: "voice", on: "2026-07-01", page: "2" }, today);
    const again = (query: string) => ratesView(Object.fromEntries(new URLSearchParams(query)), today);
    expect(again(ratesQuery(view))).toEqual(view);
    expect(again(ratesQuery(view, { channel: null }))).toMatchObject({ q: "+244 92", channel: null, page: 1 });
  });

  it("estimates for whole recipients, written with or without a separator, and for the destination searched for", () => {
    const asked = (given: Record<string, string>) => ratesView(given, today).estimate;
    expect(asked({ q: "Angola", count: "12 500", text: "Olá" })).toMatchObject({
      asked: true,
      to: "Angola",
      count: 12_500,
    });
    expect(asked({ count: "-3" })).toMatchObject({ asked: true, count: null });
    expect(asked({ count: "1e9" }).count).toBeNull();
    expect(asked({}).asked).toBe(false);
  });
});
