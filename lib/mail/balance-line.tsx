import { type Fact, Facts } from "./layout";
import { light } from "./look";

type BalanceLineProps = {
  /** Parts of the whole, 0 to 100. */
  availablePercent: number;
  holdPercent: number;
  /** The same in words and figures: the line is for the eye only. */
  facts: readonly Fact[];
};

/** The product's mark where neither gradients nor positions can be trusted: a table of three cells, and the figures below. */
export function BalanceLine({ availablePercent, holdPercent, facts }: BalanceLineProps) {
  const available = within(availablePercent, 100);
  const hold = within(holdPercent, 100 - available);
  const parts = [
    { name: "m-fill", color: light.accent, percent: available },
    { name: "m-hold", color: light.ink3, percent: hold },
    { name: "m-rest", color: light.line, percent: 100 - available - hold },
  ].filter(({ percent }) => percent > 0);
  return (
    <>
      <table
        role="presentation"
        data-skip-in-text="true"
        cellPadding={0}
        cellSpacing={0}
        style={{ borderCollapse: "collapse", width: "100%", margin: "0 0 8px" }}
      >
        <tbody>
          <tr>
            {parts.map(({ name, color, percent }) => (
              <td
                key={name}
                className={name}
                width={`${percent}%`}
                height={8}
                style={{ backgroundColor: color, fontSize: 0, lineHeight: "8px" }}
              >
                {"\u00a0"}
              </td>
            ))}
          </tr>
        </tbody>
      </table>
      <Facts facts={facts} />
    </>
  );
}

function within(percent: number, most: number): number {
  return Math.min(Math.max(Math.round(percent), 0), most);
}
