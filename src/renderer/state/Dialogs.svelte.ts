export type DialogName =
  | 'palette'
  | 'keys'
  | 'export'
  | 'import'
  | 'class'
  | 'classes'
  | 'pick-class'
  | 'flag'
  | 'relink'
  | 'specks'
  | 'share-thresholds';

/** Which dialog is open, at most one. */
export class Dialogs {
  open = $state<DialogName | 'none'>('none');
  /** The class that the class dialog edits; undefined for a new one. */
  editedClass = $state<number>();

  show(name: DialogName): void {
    this.open = name;
  }

  /** @param label undefined for a new class */
  editClass(label: number | undefined): void {
    this.editedClass = label;
    this.open = 'class';
  }

  close(): void {
    this.open = 'none';
  }
}
