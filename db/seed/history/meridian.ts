import { wholeCredits } from "@/lib/credits";
import { anchoredInstant } from "@/lib/time";
import { changeAgent, inFlight, plan, purchase } from "./deeds";
import { callSeconds, mailboxesOf, partsOf, phonesOf } from "./people";
import { Mix } from "./random";
import { dayAndEvening, officeWeek } from "./rhythm";
import type { Act, Burst, DayOf, Make, Story, Times } from "./story";

const slug = "meridian";
const patients = phonesOf(slug, 1_700, { IN: 96, AE: 3, SG: 1 });
const mailbox = mailboxesOf("patient", 1_200);
const colleagues = ["Priya Nair", "Arjun Mehta", "Kavya Rao"] as const;

const mix = new Mix<Make>([
  [20, (r) => ({ channel: "whatsapp", to: patients(r), agent: "reminders", feature: "automations" })],
  [12, (r) => ({ channel: "sms", to: patients(r), parts: partsOf(r), agent: "reminders", feature: "automations" })],
  [16, (r) => ({ channel: "whatsapp", direction: "inbound", from: patients(r), agent: "triage" })],
  [14, () => ({ channel: "ai", feature: "ai", agent: "triage" })],
  [3, () => ({ channel: "ai", category: "content", feature: "content", agent: "triage" })],
  [5, (r) => ({ channel: "voice", to: patients(r), seconds: callSeconds(r), agent: "follow-up" })],
  [
    4,
    (r) => ({
      channel: "voice",
      direction: "inbound",
      from: patients(r),
      seconds: callSeconds(r),
      agent: "after-hours",
    }),
  ],
  [2, (r) => ({ channel: "voice", to: patients(r), seconds: callSeconds(r), user: r.pick(colleagues) })],
  [8, (r) => ({ channel: "email", to: mailbox(r), feature: "automations" })],
  [1, (r) => ({ channel: "whatsapp", to: patients(r), agent: "intake" })],
  [8, () => ({ channel: "automation", feature: "automations" })],
]);

function bursts({ weekday, day }: DayOf): Burst[] {
  if (weekday !== 3) return [];
  const tags = { campaign: `checkup-${day.slice(0, 7)}` };
  const make: Make = (r) => ({
    channel: "whatsapp",
    to: patients(r),
    category: "marketing",
    feature: "campaigns",
    tags,
  });
  return [{ hour: 11, minutes: 30, count: 190, make }];
}

function acts({ ago, zone, scale, end }: Times): Act[] {
  const credits = (count: number) => Math.round(count * scale);
  return [
    purchase(ago(90, 45), credits(10_000)),
    plan(anchoredInstant(ago(20), zone, -2), "care-inr"),
    changeAgent(ago(12), "intake", { stopped: true }),
    inFlight(end, { channel: "voice", to: "+919810000001", seconds: 240, agent: "follow-up" }, 1),
  ];
}

/** Clinics in India: agents do the work, most of it out of the plan, and some of them are at their limits. */
export const meridian: Story = {
  slug,
  perDay: 395,
  weekdays: officeWeek,
  hours: dayAndEvening,
  growth: 0.2,
  mix,
  bursts,
  undelivered: 0.0015,
  batch: 500,
  agents: [
    { id: "triage", name: "Triage", monthlyLimitMicro: wholeCredits(1_900), atLimit: "stop" },
    { id: "reminders", name: "Reminders", monthlyLimitMicro: wholeCredits(6_000), atLimit: "use_wallet" },
    { id: "follow-up", name: "Follow-up calls" },
    { id: "after-hours", name: "After hours", whenPlanExhausted: "stop" },
    { id: "intake", name: "Intake (old)" },
  ],
  numbers: [],
  topUps: [{ until: 0, below: 1_500, credits: 10_000 }],
  lowCredits: 1_000,
  acts,
};
