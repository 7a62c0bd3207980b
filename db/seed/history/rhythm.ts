/** How a working day is spread over its hours: nothing to speak of at night, two hills and lunch between them. */
export const officeHours = [
  0.2, 0.1, 0.1, 0.1, 0.2, 0.5, 1.2, 3, 6.5, 8.5, 9.2, 8.6, 6, 6.6, 8.4, 9, 8.2, 6.4, 4.2, 3, 2.4, 1.8, 1, 0.5,
];

/** For those who serve people in the evening. */
export const dayAndEvening = [
  0.8, 0.4, 0.3, 0.3, 0.5, 1.2, 2.4, 3.6, 5.2, 6.4, 6.8, 6.2, 5.4, 5, 5.2, 5.4, 5.8, 6.6, 7.8, 8.4, 7.6, 5.4, 3, 1.6,
];

/** Sunday first. */
export const officeWeek = [0.3, 1.22, 1.3, 1.24, 1.26, 1.16, 0.52];
export const shopWeek = [0.92, 0.9, 0.92, 0.96, 1.02, 1.14, 1.14];
