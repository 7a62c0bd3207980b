import { z } from "zod";
import { cleanName } from "@/lib/metering/schema";
import { contract } from "../contract";
import { credits, creditsInput, instant, pathId } from "../fields";

const choice = z.enum(["stop", "use_wallet"]);
const atLimit = choice.meta({
  description:
    "`stop` caps everything it uses in the month; `use_wallet` caps what it takes from the plan, and beyond that it pays from the wallet.",
});
const whenPlanExhausted = choice.meta({
  description: "Whether it may use the wallet when the plan's credits are gone.",
});

export const putAgent = contract({
  id: "putAgent",
  method: "PUT",
  path: "/v1/agents/[id]",
  summary: "Create or replace an agent",
  about: [
    "Agents work on your behalf and have limits of their own. What is left out is as in a new agent. Limits count from the next event on.",
  ],
  params: pathId(64),
  body: z.strictObject({
    name: cleanName(80),
    monthly_limit: creditsInput
      .nullable()
      .default(null)
      .meta({ description: "Credits per calendar month of the workspace's zone; null is no limit." }),
    at_limit: atLimit.default("use_wallet"),
    when_plan_exhausted: whenPlanExhausted.default("use_wallet"),
  }),
  output: z
    .strictObject({
      id: z.string(),
      name: z.string(),
      monthly_limit: credits.nullable(),
      at_limit: atLimit,
      when_plan_exhausted: whenPlanExhausted,
      stopped: z.boolean().meta({ description: "Stopped by a person, on the agent's page." }),
      created_at: instant,
    })
    .meta({ id: "Agent" }),
  answers: ["invalid", "too_large", "unsupported_media_type"],
  example: {
    path: "/v1/agents/sofia",
    body: { name: "Sofia", monthly_limit: 3000, at_limit: "stop", when_plan_exhausted: "use_wallet" },
    answer: {
      id: "sofia",
      name: "Sofia",
      monthly_limit: 3000,
      at_limit: "stop",
      when_plan_exhausted: "use_wallet",
      stopped: false,
      created_at: "2026-06-24T10:00:00Z",
    },
  },
});
