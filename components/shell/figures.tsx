import { clsx } from "clsx";
import type { ReactNode } from "react";

export type Figure = { label: ReactNode; value: ReactNode; note?: ReactNode };

const inRow =
  "@min-[44rem]:auto-cols-fr @min-[44rem]:grid-flow-col @min-[44rem]:grid-cols-none *:@min-[44rem]:not-first:border-s *:@min-[44rem]:not-first:border-t-0 *:@min-[44rem]:not-first:ps-5";
const inPairs =
  "@min-[17rem]:grid-cols-2 *:@min-[17rem]:even:border-s *:@min-[17rem]:even:ps-4 *:@min-[17rem]:nth-2:border-t-0 *:@min-[17rem]:last:odd:col-span-2 *:@min-[44rem]:last:odd:col-span-1";

/** One ruled row of figures; two by two on a phone, and one below the other there when one of them is very long. */
export function Figures({ figures }: { figures: readonly Figure[] }) {
  const long = figures.some(({ value }) => isLong(value));
  return (
    <div className="@container [[data-page-header]+&]:-mt-5 [[data-page-header]+&>dl]:border-t-0">
      <dl
        className={clsx(
          "grid border-y border-line *:min-w-0 *:border-line *:py-3 *:pe-3 *:not-first:border-t",
          inRow,
          !long && inPairs,
        )}
      >
        {figures.map((figure, index) => (
          <div key={`figure-${index + 1}`}>
            <dt className="text-xs text-ink-3">{figure.label}</dt>
            <dd>
              <span className={clsx("block font-medium wrap-anywhere", long ? "text-base" : "text-lg")}>
                {figure.value}
              </span>
              {figure.note && <span className="block text-xs text-ink-2">{figure.note}</span>}
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

/** Twelve digits and a fraction stay in one line. */
function isLong(value: ReactNode): boolean {
  return typeof value === "string" && value.length > 16;
}
