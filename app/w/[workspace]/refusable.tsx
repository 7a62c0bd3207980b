import type { ReactNode } from "react";
import { answerRefusal } from "@/app/_gate/answer-refusal";
import { reachable } from "@/app/reachable";
import Forbidden from "./forbidden";
import NotFound from "./not-found";

/** A page whose refusal stands in the document itself, for whoever reads it without a script. */
export function refusable<Props>(Page: (props: Props) => Promise<ReactNode>) {
  return reachable(async function RefusablePage(props: Props) {
    try {
      return await Page(props);
    } catch (error) {
      const status = answerRefusal(error);
      if (status === 403) return <Forbidden />;
      if (status === 404) return <NotFound />;
      throw error;
    }
  });
}
