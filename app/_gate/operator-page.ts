import "server-only";
import { notFound } from "next/navigation";
import type { OperatorContext } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { type Formatter, formatter } from "@/lib/format";
import { openOperation } from "@/lib/gate/operator";
import type { Viewer } from "@/lib/gate/viewer";
import { countRefusal } from "@/lib/metrics/refusals";
import type { pages } from "./access";
import { openAccountPage } from "./page";

type OperatorPage = Extract<keyof typeof pages, `/operator/${string}`>;

export type OpenedOperation = { ctx: OperatorContext; viewer: Viewer; fmt: Formatter };

/** The one gate of the operator's pages. */
export async function openOperatorPage(path: OperatorPage): Promise<OpenedOperation> {
  const { ctx, viewer } = await openedOrNotThere(path);
  return { ctx, viewer, fmt: formatterOf(viewer) };
}

/** For what surrounds them. */
export async function openOperatorFrame(): Promise<Viewer> {
  return (await openedOrNotThere("/operator/payments")).viewer;
}

async function openedOrNotThere(path: OperatorPage) {
  const opened = await openAccountPage();
  try {
    return { ctx: openOperation(opened), viewer: opened.viewer };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    countRefusal(path);
    notFound();
  }
}

/** An operator looks at many zones and currencies at once: times are told in UTC, money in the currency it is in. */
function formatterOf({ formatLocale, locale }: Viewer): Formatter {
  return formatter({ locale: formatLocale ?? locale, timeZone: "UTC", currency: "USD" });
}
