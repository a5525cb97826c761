/** A class of the project, or of the data set that is made of it. */
export interface ExportClass {
  label: number;
  name: string;
  colour: string;
}
