import localFont from "next/font/local";

const figtree = localFont({
  src: "../node_modules/@fontsource-variable/figtree/files/figtree-latin-wght-normal.woff2",
  weight: "300 900",
  display: "swap",
  variable: "--font-figtree",
});

const figtreeExt = localFont({
  src: "../node_modules/@fontsource-variable/figtree/files/figtree-latin-ext-wght-normal.woff2",
  weight: "300 900",
  display: "swap",
  preload: false,
  adjustFontFallback: false,
  declarations: [
    {
      prop: "unicode-range",
      value:
        "U+0100-02BA,U+02BD-02C5,U+02C7-02CC,U+02CE-02D7,U+02DD-02FF,U+0304,U+0308,U+0329,U+1D00-1DBF,U+1E00-1E9F,U+1EF2-1EFF,U+2020,U+20A0-20AB,U+20AD-20C0,U+2113,U+2C60-2C7F,U+A720-A7FF",
    },
  ],
  variable: "--font-figtree-ext",
});

const archivo = localFont({
  src: "./fonts/archivo-86-560.woff2",
  weight: "560",
  display: "swap",
  variable: "--font-archivo",
});

const archivoRupee = localFont({
  src: "./fonts/archivo-86-560-rupee.woff2",
  weight: "560",
  display: "swap",
  preload: false,
  adjustFontFallback: false,
  declarations: [{ prop: "unicode-range", value: "U+20B9" }],
  variable: "--font-archivo-rupee",
});

/** Goes on <html>: the faces as variables, which globals.css puts in order. */
export const fontVariables = [figtree, figtreeExt, archivo, archivoRupee].map((face) => face.variable).join(" ");
