import { getTranslations } from "next-intl/server";
import { Button } from "@/components/ui/button";
import { Outside } from "./_outside/outside";
import { DeadEnd } from "./dead-end";

/** Outside of any workspace, and for workspaces that the reader is not in: both look the same. */
export default async function NotFound() {
  const t = await getTranslations("shell.notFound");
  return (
    <Outside>
      <DeadEnd title={t("title")} body={t("body")} action={<Button href="/">{t("home")}</Button>} />
    </Outside>
  );
}
