import { z } from "zod";
import { contract } from "../contract";
import { credits, instant } from "../fields";

export const readCredits = contract({
  id: "readCredits",
  method: "GET",
  path: "/v1/credits",
  summary: "Read the balance",
  about: ["What can be spent at this moment. An acknowledged charge is in the next answer."],
  output: z
    .strictObject({
      balance: credits.meta({ description: "Plan, promo and wallet together, after holds and debt." }),
      currency: z.string().meta({ description: "What the workspace pays its credits in, ISO 4217." }),
      updated_at: instant,
      wallet: credits.meta({ description: "Bought credits, which never expire; negative while there is debt." }),
      plan: credits.meta({ description: "What is left of this cycle's credits." }),
      promo: credits,
      held: credits.meta({ description: "Kept back by open holds." }),
      plan_renews_at: instant.nullable(),
      numbers: z.array(
        z.strictObject({
          id: z.string(),
          name: z.string(),
          phone: z.string().nullable(),
          credits: credits.meta({ description: "The number's own, beside the balance." }),
        }),
      ),
    })
    .meta({ id: "Credits" }),
  answers: ["invalid"],
  example: {
    answer: {
      balance: 5000,
      currency: "AOA",
      updated_at: "2026-06-24T10:00:00Z",
      wallet: 5000,
      plan: 0,
      promo: 0,
      held: 0,
      plan_renews_at: null,
      numbers: [],
    },
  },
});
