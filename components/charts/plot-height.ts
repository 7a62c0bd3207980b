/** Of every chart over time, in pixels. */
export const plotHeight = 220;
