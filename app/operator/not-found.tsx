import { getTranslations } from "next-intl/server";
import { DeadEnd } from "@/app/dead-end";
import { Button } from "@/components/ui/button";

export default async function NotFound() {
  const t = await getTranslations();
  return (
    <DeadEnd
      title={t("shell.notFound.title")}
      body={t("operator.notFound")}
      action={<Button href="/operator/payments">{t("operator.nav.payments")}</Button>}
    />
  );
}
