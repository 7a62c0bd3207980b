import { notFound } from "next/navigation";
import { openPage } from "@/app/_gate/page";

/** Catches every address of a workspace that leads nowhere, so that its navigation stays around the answer. */
export default async function MissingPage({ params }: { params: Promise<{ workspace: string }> }) {
  await openPage("/w/[workspace]/[...missing]", params);
  notFound();
}
