import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { answerRefusal } from "@/app/_gate/answer-refusal";
import { reachable } from "@/app/reachable";
import NotFound from "./not-found";

/** An operator's page whose refusal stands in the document itself, for whoever reads it without a script. */
export function operated<Props>(Page: (props: Props) => Promise<ReactNode>) {
  return reachable(async function OperatedPage(props: Props) {
    try {
      return await Page(props);
    } catch (error) {
      if (answerRefusal(error) !== null) return <NotFound />;
      throw error;
    }
  });
}

/** "Payments · Operator" */
export async function operatorTitle(page: string): Promise<Metadata> {
  const t = await getTranslations();
  return {
    title: t("shell.title", { page: t(page as Parameters<typeof t.has>[0]), workspace: t("operator.title") }),
  };
}
