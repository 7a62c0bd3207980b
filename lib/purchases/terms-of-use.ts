/** Of the page /terms. A purchase records the version that stood beside the button. */
export const termsVersion = "2026-11";
