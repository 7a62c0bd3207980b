import { getTranslations } from "next-intl/server";
import { openPage } from "@/app/_gate/page";
import { formLabels } from "@/app/_words/form-labels";
import { ActionForm } from "@/components/forms/form";
import { ShownOnce } from "@/components/forms/shown-once";
import { SubmitButton } from "@/components/forms/submit-button";
import { PageHeader } from "@/components/shell/page-header";
import { pageTitle } from "../../page-title";
import { refusable } from "../../refusable";
import { createKey } from "../actions";
import { AllKeys } from "../all-keys";
import { keyFields } from "../key-fields";
import { shownOnce } from "../once-words";

type Props = { params: Promise<{ workspace: string }> };

export const generateMetadata = ({ params }: Props) => pageTitle(params, "api-keys.create.title");

async function NewKeyPage({ params }: Props) {
  const page = await openPage("/w/[workspace]/api-keys/new", params);
  const { slug } = page.workspace;
  const [t, labels, once] = await Promise.all([getTranslations("api-keys"), formLabels(), shownOnce(slug)]);
  return (
    <>
      <AllKeys slug={slug} />
      <PageHeader title={t("create.title")} />
      <div className="grid gap-x-12 gap-y-9 lg:grid-cols-[minmax(0,1fr)_17rem]">
        <ActionForm
          action={createKey}
          hidden={{ workspace: slug }}
          labels={labels}
          unsaved={labels.unsaved}
          label={t("create.title")}
          className="max-w-160 content-start gap-5"
        >
          <ShownOnce {...once}>
            {await keyFields(page)}
            <div>
              <SubmitButton>{t("create.submit")}</SubmitButton>
            </div>
          </ShownOnce>
        </ActionForm>
        <Notes />
      </div>
    </>
  );
}

async function Notes() {
  const t = await getTranslations("api-keys.create");
  const notes = [
    [t("onceTitle"), t("onceBody")],
    [t("placeTitle"), t("placeBody")],
    [t("limitTitle"), t("limitBody")],
  ];
  return (
    <aside aria-label={t("notes")}>
      <dl className="grid border-t border-line">
        {notes.map(([title, body]) => (
          <div key={title} className="border-b border-line py-3">
            <dt className="font-semibold">{title}</dt>
            <dd className="text-sm text-ink-2">{body}</dd>
          </div>
        ))}
      </dl>
    </aside>
  );
}

export default refusable(NewKeyPage);
