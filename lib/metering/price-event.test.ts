import { describe, expect, it } from "vitest";
import { wholeCredits } from "@/lib/credits";
import { defaultCatalogue } from "@/lib/rates/default-catalogue";
import { LocalDays } from "./local-days";
import { priceEvent } from "./price-event";
import { type UsageEvent, usageEvent } from "./schema";

const now = new Date("2026-06-24T12:00:00Z");
const pricing = {
  book: {
    version: "1:0",
    agreement: [],
    catalogue: [{ id: "card", name: "Default", startsAt: new Date("2000-01-01T00:00:00Z"), rates: defaultCatalogue }],
  },
  place: { timeZone: "Africa/Luanda", country: "AO", days: new LocalDays("Africa/Luanda") },
  now,
};
const priced = (event: Record<string, unknown>) =>
  priceEvent(usageEvent.parse({ id: "1", channel: "sms", ...event }) satisfies UsageEvent, pricing);

describe("an event that comes in", () => {
  it("has its recipient in one spelling, its country, and the kind of usage a telephone bill would name", () => {
    expect(priced({ to: "+244 923 000 000" })).toMatchObject({
      recipient: "+244923000000",
      country: "AO",
      kind: "outbound_domestic_sms",
    });
    expect(priced({ to: "923000000", country: "AO" })).toMatchObject({ recipient: "+244923000000" });
    expect(priced({ channel: "voice", seconds: 61, to: "+351 911 234 567" })).toMatchObject({
      recipient: "+351911234567",
      country: "PT",
      kind: "outbound_international_voice",
      amountMicro: wholeCredits(12),
      unit: "second",
      quantity: 61,
    });
    expect(priced({ channel: "email", to: "Ana@Kianda.Example" })).toMatchObject({
      recipient: "ana@kianda.example",
      kind: "outbound_email",
    });
    expect(priced({ channel: "ai" })).toMatchObject({ recipient: null, kind: "outbound_ai" });
  });

  it("is nothing when the channel cannot reach its recipient", () => {
    for (const to of ["hello", "+1", "12", "+999999999999999"]) expect(priced({ to })).toBeNull();
    expect(priced({ channel: "email", to: "not an address" })).toBeNull();
  });

  it("belongs to the day of the workspace's zone in which it happened", () => {
    expect(priced({ to: "+244923000000", occurred_at: "2026-06-23T22:59:59Z" })?.day).toBe("2026-06-23");
    expect(priced({ to: "+244923000000", occurred_at: "2026-06-23T23:00:00Z" })?.day).toBe("2026-06-24");
  });

  it("may be 35 days old and 5 minutes ahead, and no more; the claim is kept", () => {
    const at = (ms: number) => priced({ to: "+244923000000", occurred_at: new Date(now.getTime() + ms).toISOString() });
    const day = 86_400_000;
    expect(at(-35 * day)?.refusal).toBeNull();
    expect(at(-35 * day - 1)).toMatchObject({
      refusal: "too_old",
      occurredAt: null,
      claimedAt: new Date(now.getTime() - 35 * day - 1),
    });
    expect(at(300_000)?.refusal).toBeNull();
    expect(at(300_001)?.refusal).toBe("in_the_future");
  });
});

describe("input", () => {
  const complaints = (event: Record<string, unknown>) => {
    const { error } = usageEvent.safeParse({ id: "1", channel: "sms", to: "+244923000000", ...event });
    return error?.issues.map(({ path, code }) => path.join(".") || code) ?? [];
  };

  it.each([
    [{ parts: 0 }, "parts"],
    [{ parts: -1 }, "parts"],
    [{ parts: "1" }, "parts"],
    [{ parts: 1.5 }, "parts"],
    [{ parts: Number.POSITIVE_INFINITY }, "parts"],
    [{ parts: 2 ** 53 + 1 }, "parts"],
    [{ parts: null }, "parts"],
    [{ id: "" }, "id"],
    [{ id: "x".repeat(256) }, "id"],
    [{ id: "a\0b" }, "id"],
    [{ to: undefined }, "to"],
    [{ from: "+244923000000" }, "from"],
    [{ seconds: 1 }, "seconds"],
    [{ channel: "voice" }, "seconds"],
    [{ channel: "fax" }, "channel"],
    [{ country: "ao" }, "country"],
    [{ occurred_at: "yesterday" }, "occurred_at"],
    [{ occurred_at: "2026-06-24T10:00:00" }, "occurred_at"],
    [{ price: 0 }, "unrecognized_keys"],
  ])("refuses %j and names the field", (event, field) => {
    expect(complaints(event)).toContain(field);
  });
});
