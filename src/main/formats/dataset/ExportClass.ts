/** A class of the project, or of the data set that is made of it. */
export interface ExportClass {
  label: number;
  name: string;
  colour: string;
  /** Names in the project of the classes that this export alone calls so; undefined where the project has the name itself. */
  renamed?: string[];
}
