import { moveEverything, promo, purchase } from "./deeds";
import { handlesOf, phonesOf } from "./people";
import { Mix } from "./random";
import { dayAndEvening, shopWeek } from "./rhythm";
import type { Act, Burst, DayOf, Make, Story, Times } from "./story";

const slug = "bintang";
const customers = phonesOf(slug, 1_900, { ID: 94, MY: 3, SG: 3 });
const handle = handlesOf("kurir", 60);
const cities = ["jakarta", "bandung", "surabaya"] as const;
const colleagues = ["Sari Dewi", "Budi Santoso", "Agus Wijaya"] as const;

const template = (number: (typeof cities)[number], category: string): Make => {
  return (r) => ({
    channel: "whatsapp",
    to: customers(r),
    category,
    number,
    feature: "automations",
    reference: `BK${r.digits(7)}`,
  });
};

const mix = new Mix<Make>([
  [26, template("jakarta", "utility")],
  [17, template("bandung", "utility")],
  [15, template("surabaya", "utility")],
  [5, template("jakarta", "authentication")],
  [14, (r) => ({ channel: "whatsapp", direction: "inbound", from: customers(r) })],
  [9, (r) => ({ channel: "whatsapp", to: customers(r), user: r.pick(colleagues) })],
  [6, (r) => ({ channel: "sms", to: customers(r), feature: "automations", tags: { purpose: "otp" } })],
  [3, (r) => ({ channel: "telegram", to: handle(r), feature: "automations" })],
  [3, () => ({ channel: "ai", feature: "ai" })],
  [2, () => ({ channel: "automation", feature: "automations" })],
]);

function bursts({ weekday, dayOfMonth, day }: DayOf): Burst[] {
  const tags = { campaign: `promo-${day.slice(0, 7)}` };
  const broadcast = (number: (typeof cities)[number]): Make => {
    return (r) => ({
      channel: "whatsapp",
      to: customers(r),
      category: "marketing",
      number,
      feature: "campaigns",
      tags,
    });
  };
  if (dayOfMonth === 25)
    return cities.map((city, i) => ({ hour: 10 + i, minutes: 30, count: 260, make: broadcast(city) }));
  if (weekday === 5) return [{ hour: 16, minutes: 25, count: 170, make: broadcast("jakarta") }];
  return [];
}

function acts({ ago, scale }: Times): Act[] {
  const credits = (count: number) => Math.round(count * scale);
  const topUp = (city: (typeof cities)[number], everyDays: number, count: number, minutes: number) =>
    Array.from({ length: Math.ceil(90 / everyDays) }, (_, i) =>
      purchase(ago(90 - i * everyDays, minutes), credits(count), city),
    );
  return [
    purchase(ago(90, 40), credits(5_000)),
    promo(ago(90, 35), credits(500), 14),
    ...topUp("jakarta", 15, 2_600, 30),
    ...topUp("bandung", 18, 1_150, 24),
    ...topUp("surabaya", 30, 1_720, 18),
    moveEverything(ago(47), "jakarta"),
    purchase(ago(47, -14 * 60), credits(5_000)),
    promo(ago(0), credits(250), 30),
  ];
}

/** Parcels in Indonesia: most of its messages are templates that its numbers pay for with credits of their own. */
export const bintang: Story = {
  slug,
  perDay: 330,
  weekdays: shopWeek,
  hours: dayAndEvening,
  growth: 0.5,
  mix,
  bursts,
  undelivered: 0.002,
  batch: 500,
  agents: [{ id: "asisten", name: "Asisten toko" }],
  numbers: [
    { id: "jakarta", name: "Jakarta", phone: "+622130001000", usesWorkspace: true },
    { id: "bandung", name: "Bandung", phone: "+622230001000", usesWorkspace: false },
    { id: "surabaya", name: "Surabaya", phone: "+623130001000", usesWorkspace: false },
  ],
  topUps: [{ until: 0, below: 150, credits: 5_000 }],
  lowCredits: 500,
  acts,
};
