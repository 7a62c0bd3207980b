import { wholeCredits } from "@/lib/credits";
import type { Rate } from "./rate";

type Line = [destinations: string, credits: bigint, extra?: Partial<Rate>];

const half = wholeCredits(1) / 2n;
const quarter = wholeCredits(1) / 4n;

/** Credits per message by where it goes: home, neighbours and the language's family, the large markets, everywhere else. */
const smsAbroad: Line[] = [
  ["AO", wholeCredits(1)],
  ["PT BR MZ CV ST GW ZA NA CD CG ZM", wholeCredits(2)],
  ["ES FR DE GB IT NL BE US CA IN ID MY SG CN AE KE NG GH", wholeCredits(3)],
  ["JP KR AU NZ MX AR CL CO PE TR EG MA SA", wholeCredits(4)],
  ["*", wholeCredits(5)],
];

const callsAbroad: Line[] = [
  ["AO", wholeCredits(4)],
  ["PT BR ZA NA", wholeCredits(6)],
  ["US CA GB ES FR DE IT IN ID", wholeCredits(8)],
  ["*", wholeCredits(12)],
];

const perMinute = { unit: "minute", increment: 60, minimum: 60 } as const;
const perPart = { unit: "part" } as const;

/** What a new installation charges until its operator publishes a card of its own. */
export const defaultCatalogue: readonly Rate[] = [
  ...lines("sms", "outbound", smsAbroad, perPart),
  ...lines("sms", "inbound", [["*", quarter]], perPart),
  ...lines("whatsapp", "outbound", [["*", wholeCredits(1)]]),
  ...lines("whatsapp", "outbound", [["*", wholeCredits(2), { category: "marketing" }]]),
  ...lines("whatsapp", "inbound", [["*", quarter]]),
  ...lines("telegram", "outbound", [["*", wholeCredits(1)]]),
  ...lines("telegram", "inbound", [["*", quarter]]),
  ...lines("email", "outbound", [["*", half]]),
  ...lines("email", "inbound", [["*", quarter]]),
  ...lines("slack", "outbound", [["*", half]]),
  ...lines("slack", "inbound", [["*", quarter]]),
  ...lines("voice", "outbound", callsAbroad, perMinute),
  ...lines("voice", "inbound", [["*", wholeCredits(2)]], perMinute),
  ...lines(
    "ai",
    "outbound",
    [
      ["*", half],
      ["*", wholeCredits(2), { category: "content" }],
    ],
    { unit: "call" },
  ),
  ...lines("automation", "outbound", [["*", wholeCredits(1) / 10n]], { unit: "call" }),
];

function lines(
  channel: string,
  direction: Rate["direction"],
  prices: readonly Line[],
  shared: Partial<Rate> = {},
): Rate[] {
  return prices.flatMap(([destinations, priceMicro, extra]) =>
    destinations.split(" ").map((destination): Rate => {
      const category = extra?.category ?? "";
      const id = [channel, direction, category, destination].filter(Boolean).join(".");
      const base = { unit: "message", increment: 1, minimum: 1, rounding: "up" } as const;
      return { ...base, ...shared, id, channel, direction, category, destination, priceMicro };
    }),
  );
}
