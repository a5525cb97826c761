/** A decoded photograph: `data` is `uint8[height, width, 3]`, RGB, rows from the top, EXIF orientation applied. */
export interface RgbImage {
  width: number;
  height: number;
  data: Uint8Array;
}
