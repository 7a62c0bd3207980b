import { z } from "zod";
import { cleanName, idText } from "@/lib/metering/schema";
import { contract } from "../contract";
import { credits, instant } from "../fields";

const usesWorkspace = z
  .boolean()
  .meta({ description: "Whether the workspace's credits are used when the number's own are gone." });

export const putNumber = contract({
  id: "putNumber",
  method: "PUT",
  path: "/v1/numbers/[id]",
  summary: "Create or replace a number",
  about: [
    "A number may have credits of its own, which are spent first when an event names it. Replacing it leaves its credits alone.",
  ],
  params: z.strictObject({ id: idText(64).refine((id) => id !== "main", "main_number") }),
  body: z.strictObject({
    name: cleanName(80),
    phone: z
      .string()
      .regex(/^\+[1-9]\d{6,14}$/, "phone")
      .nullable()
      .default(null)
      .meta({ description: "With its country code and nothing between the digits." }),
    uses_workspace: usesWorkspace.default(false),
  }),
  output: z
    .strictObject({
      id: z.string(),
      name: z.string(),
      phone: z.string().nullable(),
      uses_workspace: usesWorkspace,
      credits: credits.meta({ description: "The number's own." }),
      created_at: instant,
    })
    .meta({ id: "Number" }),
  answers: ["invalid", "too_large", "unsupported_media_type"],
  example: {
    path: "/v1/numbers/sales",
    body: { name: "Sales", phone: "+244923000001", uses_workspace: true },
    answer: {
      id: "sales",
      name: "Sales",
      phone: "+244923000001",
      uses_workspace: true,
      credits: 0,
      created_at: "2026-06-24T10:00:00Z",
    },
  },
});
