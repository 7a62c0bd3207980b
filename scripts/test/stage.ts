import { sql } from "drizzle-orm";
import { closeConnections, inIdentity, inWorkspace, systemDatabase } from "@/db";
import { closeHot } from "@/db/hot";
import { agents } from "@/db/schema/agents";
import { pockets } from "@/db/schema/ledger";
import { numbers } from "@/db/schema/numbers";
import { apiKeys } from "@/db/schema/workspaces";
import { seedPerson } from "@/lib/auth/seed-person";
import type { Context, IdentityContext } from "@/lib/context";
import { makeApiKey } from "@/lib/gate/api-key";
import { apiScopes } from "@/lib/gate/permissions";
import { listMemberships } from "@/lib/gate/workspace";
import { grantCredits } from "@/lib/ledger/grant-credits";
import { settleHold } from "@/lib/metering/close-hold";
import { openHold } from "@/lib/metering/hold";
import { meterUsage } from "@/lib/metering/meter";
import { returnUsage } from "@/lib/metering/return-usage";
import { usageEvent } from "@/lib/metering/schema";
import { type NewPurchase, startPurchase } from "@/lib/purchases/start-purchase";
import { termsVersion } from "@/lib/purchases/terms-of-use";
import { createWorkspace } from "@/lib/workspaces/create-workspace";
import { stage } from "../../e2e/stage";

// Workspaces whose past lies still, so that pages of them can be compared with pictures: nothing in it depends on today.
const founded = new Date("2026-06-01T08:00:00Z");
const noon = new Date("2026-06-24T12:00:00Z");
const longName = "Companhia Angolana de Transportes e Entregas Rápidas do Planalto Central, Lda.";
const micro = 1_000_000n;

/** Nobody has paid it; by today it has expired. */
const unpaid: NewPurchase = {
  id: stage.purchaseId,
  creditsMicro: 10_000n * micro,
  pocket: "main",
  rhythm: "once",
  method: "card",
  paymentMethodId: null,
  bank: null,
  keepsCard: false,
  buyer: {
    name: longName,
    taxId: "5417263849",
    addressLine1: "Rua da Missão 42",
    addressLine2: "",
    city: "Luanda",
    region: "Luanda",
    postalCode: "",
    country: "AO",
    email: stage.keeper.email,
    orderNumber: "",
  },
  seen: { totalMinor: 8_664_000n, currency: "AOA" },
  termsVersion,
};

await systemDatabase().execute(sql`select ensure_usage_months('2026-05-01', '2026-08-01')`);
const nobody: IdentityContext = { actor: null, now: founded, db: systemDatabase(), requestId: "req_stage" };
const keeper = await seedPerson(nobody, { ...stage.keeper, locale: "en" });
const identity: IdentityContext = { ...nobody, actor: { kind: "user", id: keeper } };
if ((await listMemberships(identity)).length === 0) {
  await oneRow(await found("stage-one", "One row"));
  await fiftyRows(await found("stage-fifty", longName));
  await owed(await found("stage-owed", "Prado & Filhos"));
}
await closeHot();
await closeConnections();

async function found(slug: string, name: string): Promise<Context> {
  const place = { currency: "AOA", country: "AO", timeZone: "Africa/Luanda", locale: "pt" } as const;
  const { id } = await inIdentity(identity, (tx) => createWorkspace({ ...identity, db: tx }, { slug, name, ...place }));
  return {
    workspaceId: id,
    actor: { kind: "user", id: keeper },
    now: founded,
    db: systemDatabase(),
    requestId: "req_stage",
  };
}

async function oneRow(ctx: Context): Promise<void> {
  const { key: _secret, ...kept } = makeApiKey();
  const { workspaceId, now: createdAt } = ctx;
  const own = { workspaceId, id: stage.keyId, name: longName.slice(0, 60), scopes: [...apiScopes], createdAt };
  await inWorkspace(ctx, (tx) => tx.insert(apiKeys).values({ ...kept, ...own }));
  await bought(ctx, 1_000n * micro);
  await startPurchase({ ...ctx, now: noon }, unpaid);
  await meterUsage({ ...ctx, now: noon }, [
    usageEvent.parse({ id: "one", channel: "sms", to: "+244923000001", parts: 1, reference: "ENC-1" }),
  ]);
}

/** Twelve digits before the point, names of eighty characters, every channel, something refused and something returned. */
async function fiftyRows(ctx: Context): Promise<void> {
  await bought(ctx, 123_456_789_012n * micro + 345_678n);
  const agent = { id: "agent", name: `Agente ${longName}`.slice(0, 80) };
  const number = { id: "number", name: `Número ${longName}`.slice(0, 80) };
  await inWorkspace(ctx, async (tx) => {
    const own = { workspaceId: ctx.workspaceId, createdAt: founded };
    await tx.insert(agents).values({ ...own, ...agent });
    await tx.insert(numbers).values({ ...own, id: number.id, name: number.name, usesWorkspace: true });
    await tx.insert(pockets).values({ workspaceId: ctx.workspaceId, id: number.id, updatedAt: founded });
  });
  const recipients = {
    sms: "+244923000018",
    whatsapp: "+351910000002",
    email: `${"contabilidade.".repeat(4)}geral@transportes-do-planalto-central.example`,
    voice: "+5511904294950",
    telegram: "@joao_pedro_da_silva_transportes",
    slack: "#entregas-do-planalto-central-e-arredores",
  };
  const channels = Object.keys(recipients) as (keyof typeof recipients)[];
  for (let i = 0; i < 50; i++) {
    const channel = channels[i % channels.length] ?? "sms";
    const now = new Date(noon.getTime() - (49 - i) * 7 * 3_600_000);
    const event = usageEvent.parse({
      id: `${longName} ${i}`.slice(-60),
      channel,
      to: recipients[channel],
      ...(channel === "voice" ? { seconds: 61 * (i + 1) } : { parts: 1 + (i % 3) }),
      feature: i % 2 ? "campaigns" : longName.slice(0, 64),
      reference: i % 4 ? `ENC-${10_000 + i}` : longName.slice(0, 80),
      ...(i % 3 === 0 && { agent: agent.id }),
      ...(i % 3 === 1 && { user: `${"maria.eduarda.".repeat(4)}santos@example.com` }),
      ...(i % 5 === 0 && channel === "whatsapp" && { number: number.id }),
    });
    await meterUsage({ ...ctx, now }, [event]);
    if (i % 11 === 0) await returnUsage({ ...ctx, now: new Date(now.getTime() + 60_000) }, event.id, "undelivered");
  }
}

/** Delivered beyond what there was. */
async function owed(ctx: Context): Promise<void> {
  await bought(ctx, 40n * micro);
  const call = usageEvent.parse({ id: "call", channel: "voice", to: "+244923000001", seconds: 60 });
  await openHold({ ...ctx, now: noon }, call, new Date(noon.getTime() + 3_600_000));
  await settleHold({ ...ctx, now: new Date(noon.getTime() + 1_800_000) }, "call", { quantity: 60 * 600 });
}

async function bought(ctx: Context, amountMicro: bigint): Promise<void> {
  await grantCredits(ctx, {
    fund: "wallet",
    amountMicro,
    source: "purchase",
    effectKey: "purchase:stage",
    costMinor: (amountMicro * 720n) / micro,
  });
}
