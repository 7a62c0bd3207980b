import { getTranslations } from "next-intl/server";
import { pageHref } from "@/components/shell/navigation";
import { Icon } from "@/components/ui/icon";
import { Link } from "@/components/ui/link";

/** The way back from a page about one key. */
export async function AllKeys({ slug }: { slug: string }) {
  const t = await getTranslations("api-keys");
  return (
    <p className="-mt-2 mb-2 -ms-1">
      <Link variant="standalone" href={pageHref(slug, "api-keys")}>
        <Icon name="next" className="shrink-0 rotate-180 rtl:rotate-0" />
        {t("back")}
      </Link>
    </p>
  );
}
