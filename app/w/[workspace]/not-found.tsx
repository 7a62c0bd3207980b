import { getTranslations } from "next-intl/server";
import { DeadEnd } from "@/app/dead-end";
import { PaletteButton } from "@/components/shell/palette-button";

export default async function NotFound() {
  const t = await getTranslations("shell");
  return (
    <DeadEnd
      title={t("notFound.title")}
      body={t("notFound.body")}
      action={<PaletteButton look="field" label={t("palette.open")} short={t("palette.short")} />}
    />
  );
}
