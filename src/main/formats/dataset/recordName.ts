/** The record that every data set carries: what it is, what it was made of and how. Readers of JSON leave it alone. */
export const RECORD = 'camweave.json';
