import { getTranslations } from "next-intl/server";
import { Button } from "@/components/ui/button";

/** Closes a phone's panel; beside a panel on a desktop what was chosen shows already. */
export async function ShowButton() {
  const t = await getTranslations("usage.filter");
  return (
    <Button type="submit" variant="primary" wide className="mt-4 sm:hidden">
      {t("apply")}
    </Button>
  );
}
