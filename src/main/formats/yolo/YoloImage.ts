/** What is kept of each image until it is read back. */
export interface YoloImage {
  objects: number;
}
