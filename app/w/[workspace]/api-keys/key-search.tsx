import Form from "next/form";
import { getTranslations } from "next-intl/server";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";

/** Asks by the address, so that what was found can be passed on. */
export async function KeySearch({ query, href }: { query: string; href: string }) {
  const [t, actions] = await Promise.all([getTranslations("api-keys.find"), getTranslations("common.actions")]);
  return (
    <Form action={href} role="search" prefetch={false} className="mb-3 flex max-w-90 gap-2">
      <Input
        key={query}
        type="search"
        name="q"
        aria-label={t("label")}
        placeholder={t("hint")}
        defaultValue={query}
        maxLength={80}
      />
      <Button type="submit" className="shrink-0">
        {actions("search")}
      </Button>
    </Form>
  );
}
