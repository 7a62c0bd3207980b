import { getTranslations } from "next-intl/server";
import { buttonLook } from "@/components/ui/button";
import { nextPath } from "@/lib/auth/next-path";
import { requestFacts } from "./_gate/request";
import { DeadEnd } from "./dead-end";

/** In place of whatever was asked for while the database cannot be reached. */
export async function Away() {
  const [t, { path }] = await Promise.all([getTranslations("shell.away"), requestFacts()]);
  return (
    <DeadEnd
      title={t("title")}
      body={t("body")}
      action={
        // Asks for the whole document again: the router would keep what it has around the page.
        <a href={nextPath(path) ?? "/"} className={buttonLook({ variant: "primary" })}>
          {t("retry")}
        </a>
      }
    />
  );
}
