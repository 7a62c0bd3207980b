/** The tokens of the product, written out: mail programs know neither variables nor style sheets of ours. */
export const light = {
  canvas: "#f5f8f5",
  surface: "#fdfefd",
  ink: "#12211d",
  ink2: "#3f4f49",
  ink3: "#596761",
  line: "#d8e0da",
  primary: "#12443a",
  primaryText: "#ffffff",
  accent: "#0b6a5c",
  mark: "#b87509",
  danger: "#a32018",
} as const;

const dark: Record<keyof typeof light, string> = {
  canvas: "#0e1413",
  surface: "#141b19",
  ink: "#e9eeea",
  ink2: "#b4c0ba",
  ink3: "#92a09a",
  line: "#27322f",
  primary: "#bfe6da",
  primaryText: "#0d2721",
  accent: "#5ec9b4",
  mark: "#e0a33a",
  danger: "#ff9c8f",
};

export const fonts = "Figtree, -apple-system, BlinkMacSystemFont, 'Segoe UI', Roboto, Arial, sans-serif";

/**
 * For the programs that read it; the others show the light colours, which stand in the elements themselves. The body's
 * colour is written a second time into a cell around everything, which carries no name of ours.
 */
export const darkStyles = `:root{color-scheme:light dark;supported-color-schemes:light dark}
@media (prefers-color-scheme:dark){
.m-canvas,body.m-canvas>table>tbody>tr>td{background-color:${dark.canvas}!important}
.m-ink{color:${dark.ink}!important}
.m-ink2{color:${dark.ink2}!important}
.m-ink3{color:${dark.ink3}!important}
.m-accent{color:${dark.accent}!important}
.m-rule{border-color:${dark.ink}!important}
.m-line{border-color:${dark.line}!important}
.m-button{background-color:${dark.primary}!important;color:${dark.primaryText}!important}
.m-fill{background-color:${dark.accent}!important}
.m-hold{background-color:${dark.ink3}!important}
.m-rest{background-color:${dark.line}!important}
}`;
