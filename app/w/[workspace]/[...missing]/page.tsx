import { notFound } from "next/navigation";
import { openPage } from "@/app/_gate/page";
import { pageTitle } from "../page-title";
import { refusable } from "../refusable";

type Props = { params: Promise<{ workspace: string }> };

export const generateMetadata = ({ params }: Props) => pageTitle(params, "shell.notFound.title");

/** Catches every address of a workspace that leads nowhere, so that its navigation stays around the answer. */
async function MissingPage({ params }: Props): Promise<never> {
  await openPage("/w/[workspace]/[...missing]", params);
  notFound();
}

export default refusable(MissingPage);
