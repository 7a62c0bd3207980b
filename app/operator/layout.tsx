import type { ReactNode } from "react";
import { answerAway, answerRefusal } from "@/app/_gate/answer-refusal";
import { openOperatorFrame } from "@/app/_gate/operator-page";
import { Outside } from "@/app/_outside/outside";
import { Away } from "@/app/away";
import NotFound from "@/app/not-found";
import { OperatorShell } from "./_frame/shell";

type Props = { children: ReactNode };

/** Somebody who does not run the installation gets the same document as for an address that never was. */
export default async function OperatorLayout(props: Props) {
  try {
    return await OperatorFrame(props);
  } catch (error) {
    if (answerRefusal(error) !== null) return <NotFound />;
    if (!(await answerAway(error))) throw error;
    return (
      <Outside>
        <Away />
      </Outside>
    );
  }
}

/** What surrounds the operator's pages. It guards nothing: each page passes the gate itself. */
async function OperatorFrame({ children }: Props) {
  const viewer = await openOperatorFrame();
  return <OperatorShell name={viewer.name}>{children}</OperatorShell>;
}
