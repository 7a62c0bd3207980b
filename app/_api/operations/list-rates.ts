import { z } from "zod";
import { contract } from "../contract";
import { credits, instant } from "../fields";

const rate = z
  .strictObject({
    id: z.string(),
    channel: z.string(),
    direction: z.enum(["outbound", "inbound"]),
    category: z.string().nullable().meta({ description: "null is any." }),
    destination: z.string().meta({ description: "A prefix like +24492, a country like AO, or * for anywhere else." }),
    unit: z.enum(["message", "part", "minute", "call"]),
    credits: credits.meta({ description: "Per unit." }),
    increment: z.int().meta({ description: "In parts or seconds: what is begun of it counts as a whole." }),
    minimum: z.int().meta({ description: "The least that is charged, in parts or seconds." }),
    rounding: z.enum(["up", "nearest"]),
  })
  .meta({ id: "Rate" });

export const listRates = contract({
  id: "listRates",
  method: "GET",
  path: "/v1/rates",
  summary: "Read the rates",
  about: [
    "The cards in force and those that are published for later. Your agreement goes before the catalogue, rate by rate; inside a card the longest prefix wins, then the country, then anywhere, and of those the one that names the category.",
    "An event is priced by the card that was in force when it happened.",
  ],
  output: z
    .strictObject({
      cards: z.array(
        z
          .strictObject({
            id: z.string(),
            name: z.string(),
            kind: z.enum(["agreement", "catalogue"]),
            status: z.enum(["in_force", "scheduled"]),
            starts_at: instant,
            ends_at: instant.nullable(),
            rates: z.array(rate),
          })
          .meta({ id: "RateCard" }),
      ),
    })
    .meta({ id: "Rates" }),
  answers: ["invalid"],
  example: {
    answer: {
      cards: [
        {
          id: "card_01m7zpeanzfbf8ej827vn8j05n",
          name: "Default",
          kind: "catalogue",
          status: "in_force",
          starts_at: "2000-01-01T00:00:00Z",
          ends_at: null,
          rates: [
            {
              id: "sms.outbound.AO",
              channel: "sms",
              direction: "outbound",
              category: null,
              destination: "AO",
              unit: "part",
              credits: 1,
              increment: 1,
              minimum: 1,
              rounding: "up",
            },
          ],
        },
      ],
    },
  },
});
