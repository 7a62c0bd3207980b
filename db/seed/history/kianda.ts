import { wholeCredits } from "@/lib/credits";
import { anchoredInstant } from "@/lib/time";
import { call, changeAgent, correct, endOn, inFlight, lastPurchase, plan, promo, purchase } from "./deeds";
import { callSeconds, handlesOf, mailboxesOf, partsOf, phonesOf } from "./people";
import { Mix, type Random } from "./random";
import { officeHours, officeWeek } from "./rhythm";
import type { Act, Burst, DayOf, Make, Story, Times } from "./story";

const slug = "kianda";
const home = phonesOf(slug, 2_600, { AO: 1 });
const abroad = phonesOf(`${slug} abroad`, 420, { PT: 34, BR: 22, ZA: 14, NA: 12, MZ: 8, CD: 6, GB: 4, US: 3, FR: 2 });
const mailbox = mailboxesOf("cliente", 3_000);
const handle = handlesOf("motorista", 180);

const colleagues = ["Ana Silva", "Rui Costa", "Mário Lopes", "Isabel Manuel", "Domingos Neto"] as const;
const order: Make = (r) => ({
  channel: "sms",
  to: home(r),
  parts: partsOf(r),
  feature: "automations",
  reference: `ENC-${r.digits(6)}`,
});

const mix = new Mix<Make>([
  [24, order],
  [
    6,
    (r) => ({ channel: "sms", to: abroad(r), parts: partsOf(r), feature: "automations", tags: { team: "alfandega" } }),
  ],
  [
    4,
    (r) => ({ channel: "sms", to: home(r), agent: "collections", feature: "automations", tags: { team: "cobranca" } }),
  ],
  [3, (r) => ({ channel: "sms", direction: "inbound", from: home(r) })],
  [15, (r) => ({ channel: "whatsapp", to: home(r), feature: "automations", user: r.pick(colleagues) })],
  [3, (r) => ({ channel: "whatsapp", to: abroad(r), feature: "automations" })],
  [4, (r) => ({ channel: "whatsapp", to: home(r), category: "utility", number: "luanda", feature: "automations" })],
  [10, (r) => ({ channel: "whatsapp", direction: "inbound", from: home(r), agent: "support" })],
  [7, (r) => ({ channel: "voice", to: home(r), seconds: callSeconds(r), user: r.pick(colleagues) })],
  [1, (r) => ({ channel: "voice", to: abroad(r), seconds: callSeconds(r), user: r.pick(colleagues) })],
  [3, (r) => ({ channel: "voice", direction: "inbound", from: home(r), seconds: callSeconds(r), agent: "support" })],
  [8, (r) => ({ channel: "email", to: mailbox(r), feature: "automations", reference: `FT-${r.digits(5)}` })],
  [4, (r) => ({ channel: "telegram", to: handle(r), agent: "dispatch" })],
  [2, () => ({ channel: "slack", to: "#operacoes", feature: "automations" })],
  [6, () => ({ channel: "ai", feature: "ai", agent: "support" })],
  [1, (r) => ({ channel: "ai", category: "content", feature: "content", user: r.pick(colleagues) })],
  [6, () => ({ channel: "automation", feature: "automations" })],
]);

function bursts(today: DayOf): Burst[] {
  const { weekday, dayOfMonth, day } = today;
  const named = (word: string) => ({ campaign: `${word}-${day.slice(0, 7)}` });
  const planned: Burst[] = [];
  const send = (hour: number, minutes: number, count: number, make: Make) =>
    planned.push({ hour, minutes, count, make });
  if (weekday === 1)
    send(8.5, 20, 560, (r) => ({ channel: "email", to: mailbox(r), feature: "campaigns", tags: named("boletim") }));
  if (weekday === 2)
    send(10, 25, 820, (r) => ({ channel: "sms", to: home(r), feature: "campaigns", tags: named("entregas") }));
  if (weekday === 4) {
    const offer = { category: "marketing", feature: "campaigns", user: "Rui Costa", tags: named("ofertas") };
    send(15, 35, 640, (r) => ({ channel: "whatsapp", to: home(r), ...offer }));
  }
  if (dayOfMonth >= 25 && dayOfMonth <= 27) {
    const reminder = { agent: "collections", feature: "campaigns", tags: named("pagamentos") };
    send(9, 40, 520, (r) => ({ channel: "sms", to: home(r), parts: partsOf(r), ...reminder }));
  }
  return [...planned, ...mistakes(today)];
}

/** What goes wrong in ninety days: no price for a hook, an import that comes too late, a number without credits, a clock that is ahead. */
function mistakes({ daysAgo, day }: DayOf): Burst[] {
  const import41DaysLate = (r: Random) => new Date(Date.parse(day) - (41 + r.below(5)) * 86_400_000).toISOString();
  if (daysAgo === 33) {
    const make: Make = () => ({ channel: "ai", direction: "inbound", feature: "ai", reference: "hook-v1" });
    return [{ hour: 11, minutes: 50, count: 46, make }];
  }
  if (daysAgo === 19) {
    const late = { reference: "import-erp", feature: "automations" };
    const make: Make = (r) => ({ channel: "sms", to: home(r), occurred_at: import41DaysLate(r), ...late });
    return [{ hour: 17, minutes: 3, count: 38, make }];
  }
  if (daysAgo === 15) {
    const empty = { category: "marketing", number: "benguela", feature: "campaigns", user: "Domingos Neto" };
    return [{ hour: 14, minutes: 6, count: 27, make: (r) => ({ channel: "whatsapp", to: home(r), ...empty }) }];
  }
  if (daysAgo === 8) {
    const make: Make = (r) => ({
      channel: "telegram",
      to: handle(r),
      agent: "dispatch",
      occurred_at: `${day}T20:00:00Z`,
    });
    return [{ hour: 9, minutes: 45, count: 14, make }];
  }
  return [];
}

function acts(times: Times): Act[] {
  const { ago, end, zone } = times;
  const credits = (count: number) => Math.round(count * times.scale);
  const calls = Array.from({ length: 24 }, (_, i) => {
    const at = ago(2 + i * 3.5, 37 + i);
    const seconds = 40 + ((i * 53) % 260);
    return call(at, { channel: "voice", to: `+24492300${1_000 + i}`, seconds: 120, user: "Isabel Manuel" }, seconds);
  });
  const before = (minutes: number) => ago(0, minutes);
  return [
    purchase(ago(90, 30), credits(50_000)),
    purchase(ago(90, 20), credits(2_000), "luanda"),
    promo(ago(90, 10), credits(3_000), 30),
    plan(anchoredInstant(ago(12), zone, -2), "growth-aoa"),
    promo(anchoredInstant(ago(11), zone, -1), credits(800), 2),
    purchase(ago(52), credits(2_000), "luanda"),
    purchase(ago(21), credits(2_000), "luanda"),
    correct(ago(40), 250, "duplicate-courtesy"),
    changeAgent(ago(28), "collections", { monthlyLimitMicro: wholeCredits(credits(2_600)) }),
    ...calls.flat(),
    lastPurchase(ago(3), kianda, times, credits(49_500)),
    promo(before(14), credits(1_500), 45),
    inFlight(before(6), { channel: "sms", to: "+244923000900", parts: 320, feature: "campaigns" }, 7),
    inFlight(before(2), { channel: "voice", to: "+244923000901", seconds: 180, user: "Ana Silva" }, 1),
    endOn(end, (wholeCredits(credits(48_250)) * 2n + wholeCredits(1)) / 2n, "luanda"),
  ];
}

/** The main one: a courier in Luanda, with a plan, a wallet that is topped up when it runs low, and a little of everything. */
export const kianda: Story = {
  slug,
  perDay: 1_290,
  weekdays: officeWeek,
  hours: officeHours,
  growth: 0.35,
  mix,
  bursts,
  undelivered: 0.002,
  batch: 1_000,
  agents: [
    { id: "dispatch", name: "Despacho" },
    { id: "support", name: "Apoio ao cliente", monthlyLimitMicro: wholeCredits(7_600), atLimit: "stop" },
    { id: "collections", name: "Cobranças", monthlyLimitMicro: wholeCredits(9_000), atLimit: "stop" },
  ],
  numbers: [
    { id: "luanda", name: "Luanda", phone: "+244923000100", usesWorkspace: true },
    { id: "benguela", name: "Benguela", phone: "+244923000200", usesWorkspace: false },
  ],
  topUps: [
    { until: 14, below: 20_000, credits: 50_000 },
    { until: 3, below: 10_000, credits: 25_000 },
  ],
  lowCredits: 5_000,
  acts,
};
