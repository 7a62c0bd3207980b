import "server-only";
import { and, eq } from "drizzle-orm";
import { inWorkspace } from "@/db";
import { users } from "@/db/schema/identity";
import { invoices } from "@/db/schema/invoices";
import { purchases } from "@/db/schema/purchases";
import { companies, workspaces } from "@/db/schema/workspaces";
import type { Context, UserId } from "@/lib/context";
import { creditsToNumber } from "@/lib/credits";
import { invariant } from "@/lib/errors";
import type { Recipient } from "@/lib/mail/mails";
import { queueMail } from "@/lib/mail/queue-mail";
import { fanOut } from "@/lib/notifications/fan-out";
import { finishNotice } from "@/lib/notifications/finish";
import { failedNotice } from "./tell-outcome";

/** Tells everybody who looks after money that the credits are there, and mails the receipt with its invoice. */
export async function tellPurchasePaid(
  ctx: Context,
  { purchaseId }: { purchaseId: string },
  effectKey: string,
): Promise<void> {
  const told = await whatWasPaid(ctx, purchaseId);
  await fanOut(ctx, {
    notice: {
      kind: "purchase_paid",
      values: { number: told.number, credits: creditsToNumber(told.creditsMicro) },
      href: `/w/${told.slug}/purchases/${purchaseId}`,
      effectKey,
    },
    audience: "purchases:read",
  });
  await finishNotice(ctx, failedNotice(purchaseId));
  await mailReceipt(ctx, told, effectKey);
}

type Told = Awaited<ReturnType<typeof whatWasPaid>>;

function whatWasPaid(ctx: Context, purchaseId: string) {
  return inWorkspace(ctx, async (tx) => {
    const [row] = await tx
      .select({
        purchaseId: purchases.id,
        number: purchases.number,
        creditsMicro: purchases.creditsMicro,
        totalMinor: purchases.totalMinor,
        currency: purchases.currency,
        buyer: purchases.buyer,
        createdBy: purchases.createdBy,
        invoiceId: invoices.id,
        invoiceNumber: invoices.number,
        workspace: workspaces.name,
        slug: workspaces.slug,
        locale: workspaces.locale,
        timeZone: workspaces.timeZone,
        receiptsEmail: companies.receiptsEmail,
      })
      .from(purchases)
      .innerJoin(
        invoices,
        and(
          eq(invoices.workspaceId, purchases.workspaceId),
          eq(invoices.purchaseId, purchases.id),
          eq(invoices.kind, "invoice"),
        ),
      )
      .innerJoin(workspaces, eq(workspaces.id, purchases.workspaceId))
      .innerJoin(companies, eq(companies.workspaceId, purchases.workspaceId))
      .where(and(eq(purchases.workspaceId, ctx.workspaceId), eq(purchases.id, purchaseId)));
    invariant(row, "an effect tells of a purchase that is paid and has its invoice");
    return row;
  });
}

/** To where the company wants its receipts, else to whoever bought; what nobody began goes to the address on the invoice. */
async function mailReceipt(ctx: Context, told: Told, effectKey: string): Promise<void> {
  await inWorkspace(ctx, async (tx) => {
    const [kind = "", id = ""] = told.createdBy.split(":");
    const [person] =
      kind === "user"
        ? await tx
            .select({ name: users.name, address: users.email, locale: users.locale })
            .from(users)
            .where(eq(users.id, id as UserId))
        : [];
    const to = recipientOf(told, person);
    if (!to) return;
    const { workspace, slug, purchaseId, number, invoiceId, invoiceNumber, currency } = told;
    await queueMail(tx, {
      template: "purchase-receipt",
      props: {
        ...{ workspace, slug, purchaseId, number, invoiceId, invoiceNumber, currency },
        workspaceId: ctx.workspaceId,
        creditsMicro: String(told.creditsMicro),
        totalMinor: String(told.totalMinor),
      },
      to,
      locale: person?.locale ?? told.locale,
      timeZone: told.timeZone,
      effectKey: `${ctx.workspaceId}:receipt:${effectKey}`,
    });
  });
}

function recipientOf({ receiptsEmail, buyer }: Told, person: Recipient | undefined): Recipient | null {
  if (receiptsEmail) return { name: receiptsEmail === person?.address ? person.name : "", address: receiptsEmail };
  if (person) return { name: person.name, address: person.address };
  return buyer.email ? { name: "", address: buyer.email } : null;
}
