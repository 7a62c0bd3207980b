import { afterAll, expect, it } from "vitest";
import { saveAgent } from "@/lib/agents/save-agent";
import { wholeCredits } from "@/lib/credits";
import { translatorFor } from "@/lib/i18n/translator";
import { saveNumber } from "@/lib/numbers/save-number";
import { listAudit } from "@/lib/team/data";
import { closeStage, workspaceWith } from "@/lib/team/testing";
import { auditSentence } from "./audit-words";

afterAll(closeStage);

it("what is done to agents and numbers is told by name, with the fields that changed and no others", async () => {
  const { ctx } = (await workspaceWith()).owner;
  const agent = { name: "Ana", monthlyLimitMicro: null, atLimit: "stop", whenPlanExhausted: "stop" } as const;
  await saveAgent(ctx, "a-1", agent);
  await saveAgent(ctx, "a-1", {
    ...agent,
    name: "Bia",
    monthlyLimitMicro: wholeCredits(5),
    whenPlanExhausted: "use_wallet",
  });
  await saveNumber(ctx, "n-1", { name: "Shop", phone: null, usesWorkspace: false });
  await saveNumber(ctx, "n-1", { name: "Shop", phone: "+244923000000", usesWorkspace: true });
  const { rows } = await listAudit(ctx, { size: 4 });
  const told = (locale: "en" | "pt" | "pt-BR" | "id") => {
    const words = { t: translatorFor(locale, "team"), common: translatorFor(locale, "common"), locale };
    return rows.map((row) => auditSentence(row, words)).reverse();
  };
  expect(told("en")).toEqual([
    "Made the agent Ana",
    "Changed the name, the monthly limit, and what happens when the plan is used up for the agent Bia",
    "Registered the number Shop",
    "Changed the phone number and the use of the workspace's credits for the number Shop",
  ]);
  expect(told("pt")).toEqual([
    "Criou o agente Ana",
    "No agente Bia, alterou o nome, o limite mensal e o que acontece quando o plano acaba",
    "Registou o número Shop",
    "No número Shop, alterou o número de telefone e o uso dos créditos do espaço",
  ]);
  expect(told("pt-BR")[2]).toBe("Registrou o número Shop");
  expect(told("id")[3]).toBe("Mengubah nomor teleponnya dan pemakaian kredit ruang kerja pada nomor Shop");
});
