import type { ReactNode } from "react";
import { answerAway } from "./_gate/answer-refusal";
import { Away } from "./away";

/** A page that says itself when the database cannot be reached, also to whoever reads it without a script. */
export function reachable<Props>(Page: (props: Props) => Promise<ReactNode>) {
  return async function ReachablePage(props: Props) {
    try {
      return await Page(props);
    } catch (error) {
      if (await answerAway(error)) return <Away />;
      throw error;
    }
  };
}
