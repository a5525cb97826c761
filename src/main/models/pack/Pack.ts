/** A model file that a pack.json names. */
export interface ModelFile {
  /** A plain name, ending in .onnx. */
  file: string;
  /** Of its bytes, in hexadecimal. */
  sha256: string;
}

/** What every pack.json says. */
export interface PackManifest {
  format: 1;
  kind: string;
  name: string;
  description?: string | undefined;
  licence?: string | undefined;
}

/** A pack on disk: its manifest, and its model files on demand. */
export interface Pack<Manifest extends PackManifest = PackManifest> {
  path: string;
  manifest: Manifest;
  /**
   * @param model a name that its kind gives to one of its model files
   * @throws AppError `pack-invalid` when the file is missing or its sha256 differs from the manifest's
   */
  readModel(model: string): Uint8Array;
}
