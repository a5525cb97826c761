/** SQL that lifts a project file from one version to the next; `user_version` counts how many were applied. */
export const MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE meta (
    key   TEXT PRIMARY KEY,
    value TEXT NOT NULL
  ) STRICT;

  CREATE TABLE class (
    label     INTEGER PRIMARY KEY CHECK (label BETWEEN 1 AND 253),
    name      TEXT NOT NULL UNIQUE,
    colour    TEXT NOT NULL,
    threshold REAL NOT NULL CHECK (threshold BETWEEN 0 AND 1)
  ) STRICT;

  CREATE TABLE image (
    id             INTEGER PRIMARY KEY,
    path           TEXT NOT NULL UNIQUE,
    bytes          INTEGER NOT NULL,
    width          INTEGER,
    height         INTEGER,
    content_hash   TEXT,
    state          TEXT NOT NULL DEFAULT 'new'
                   CHECK (state IN ('new', 'proposed', 'edited', 'accepted', 'rejected')),
    tags           TEXT,
    tag_source     TEXT CHECK (tag_source IN ('source', 'classifier', 'person')),
    thresholds     TEXT NOT NULL DEFAULT '{}',
    review         TEXT,
    problem        TEXT
  ) STRICT;
  CREATE INDEX image_by_state ON image (state);
  CREATE INDEX image_by_hash ON image (content_hash);

  CREATE TABLE score (
    image_id       INTEGER PRIMARY KEY REFERENCES image (id) ON DELETE CASCADE,
    pack_hash      TEXT NOT NULL,
    parameter_hash TEXT NOT NULL,
    grid           INTEGER NOT NULL,
    labels         TEXT NOT NULL,
    maps           BLOB NOT NULL
  ) STRICT;

  CREATE TABLE stroke (
    image_id INTEGER NOT NULL REFERENCES image (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    label    INTEGER NOT NULL,
    x        INTEGER NOT NULL,
    y        INTEGER NOT NULL,
    width    INTEGER NOT NULL,
    height   INTEGER NOT NULL,
    before   BLOB NOT NULL,
    after    BLOB NOT NULL,
    undone   INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (image_id, position)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE label (
    image_id   INTEGER PRIMARY KEY REFERENCES image (id) ON DELETE CASCADE,
    png        BLOB NOT NULL,
    provenance TEXT NOT NULL
  ) STRICT;
  `,
  // Decisions become a history; each acceptance keeps what it has frozen, so that reopening can be undone.
  `
  CREATE TABLE decision (
    id       INTEGER PRIMARY KEY,
    image_id INTEGER NOT NULL REFERENCES image (id) ON DELETE CASCADE,
    what     TEXT NOT NULL CHECK (what IN ('accept', 'reject', 'reopen')),
    at       TEXT,
    author   TEXT NOT NULL,
    undone   INTEGER NOT NULL DEFAULT 0
  ) STRICT;
  CREATE INDEX decision_by_image ON decision (image_id, id);
  INSERT INTO decision (image_id, what, at, author)
    SELECT id, 'accept', json_extract(provenance, '$.acceptedAt'), ''
    FROM image LEFT JOIN label ON image_id = id WHERE state = 'accepted';
  INSERT INTO decision (image_id, what, author) SELECT id, 'reject', '' FROM image WHERE state = 'rejected';

  CREATE TABLE frozen (
    decision_id INTEGER PRIMARY KEY REFERENCES decision (id) ON DELETE CASCADE,
    png         BLOB NOT NULL,
    provenance  TEXT NOT NULL
  ) STRICT;
  INSERT INTO frozen (decision_id, png, provenance)
    SELECT decision.id, png, provenance FROM label JOIN decision USING (image_id) WHERE what = 'accept';
  DROP TABLE label;
  ALTER TABLE frozen RENAME TO label;

  ALTER TABLE stroke ADD COLUMN at TEXT;
  ALTER TABLE stroke ADD COLUMN author TEXT NOT NULL DEFAULT '';
  ALTER TABLE image DROP COLUMN review;
  `,
  // A project has a name of its own, calls are counted once, and the write-ahead log says what it goes on from.
  `
  INSERT INTO meta (key, value) VALUES ('id', '"' || lower(hex(randomblob(16))) || '"');

  CREATE TABLE change (
    id     INTEGER PRIMARY KEY,
    number TEXT NOT NULL UNIQUE
  ) STRICT;

  CREATE TABLE log_mark (
    id   INTEGER PRIMARY KEY CHECK (id = 1),
    mark TEXT NOT NULL
  ) STRICT;
  INSERT INTO log_mark (id, mark)
    VALUES (1, 'camweave-log:' || lower(hex(randomblob(16))) || '>' || lower(hex(randomblob(16))));
  `,
  // Classes have an order of their own. One that was deleted or merged stays, and says what its pixels become.
  `
  CREATE TABLE ordered_class (
    label     INTEGER PRIMARY KEY CHECK (label BETWEEN 1 AND 253),
    name      TEXT NOT NULL,
    colour    TEXT NOT NULL,
    threshold REAL NOT NULL CHECK (threshold BETWEEN 0 AND 1),
    position  INTEGER NOT NULL,
    becomes   INTEGER CHECK (becomes BETWEEN 0 AND 255)
  ) STRICT;
  INSERT INTO ordered_class (label, name, colour, threshold, position)
    SELECT label, name, colour, threshold, label FROM class;
  DROP TABLE class;
  ALTER TABLE ordered_class RENAME TO class;
  CREATE UNIQUE INDEX class_by_name ON class (name) WHERE becomes IS NULL;
  `,
  // Strokes say which classes they leave in their rectangle, so that nobody has to inflate them to tell; older ones do not.
  'ALTER TABLE stroke ADD COLUMN labels TEXT',
  // Proposals follow edges, and thresholds are guessed for each image, unless a class has one for all.
  `
  CREATE TABLE refined (
    image_id INTEGER PRIMARY KEY REFERENCES image (id) ON DELETE CASCADE,
    key      TEXT NOT NULL,
    labels   BLOB NOT NULL
  ) STRICT;
  ALTER TABLE score ADD COLUMN guesses TEXT;
  ALTER TABLE class ADD COLUMN guessed INTEGER NOT NULL DEFAULT 1 CHECK (guessed IN (0, 1));
  UPDATE class SET guessed = 0;
  `,
  // What the classifier said of an image is kept, so that its likeliest classes can be suggested.
  `
  CREATE TABLE suggestion (
    image_id INTEGER PRIMARY KEY REFERENCES image (id) ON DELETE CASCADE,
    said     TEXT NOT NULL
  ) STRICT;
  `,
  // What accepted images teach, the heads that were taught with it, and which head a proposal was made with.
  `
  CREATE TABLE lesson (
    image_id INTEGER PRIMARY KEY REFERENCES image (id) ON DELETE CASCADE,
    made_of  TEXT NOT NULL,
    facts    TEXT NOT NULL,
    features BLOB NOT NULL,
    pooled   BLOB NOT NULL,
    shares   BLOB NOT NULL,
    scores   BLOB NOT NULL
  ) STRICT;

  CREATE TABLE head (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    at      TEXT NOT NULL,
    basis   TEXT NOT NULL,
    facts   TEXT NOT NULL,
    weights BLOB NOT NULL
  ) STRICT;

  ALTER TABLE score ADD COLUMN head INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE score ADD COLUMN dispute REAL;
  ALTER TABLE class ADD COLUMN learns INTEGER NOT NULL DEFAULT 1 CHECK (learns IN (0, 1));
  `,
  // Regions are parted into objects, and joined.
  `
  CREATE TABLE object_edit (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    image_id INTEGER NOT NULL REFERENCES image (id) ON DELETE CASCADE,
    edit     TEXT NOT NULL,
    at       TEXT NOT NULL,
    author   TEXT NOT NULL,
    undone   INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1))
  ) STRICT;
  CREATE INDEX object_edit_by_image ON object_edit (image_id, id);
  `,
  // What reviewers say of images.
  `
  CREATE TABLE review_note (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    image_id INTEGER NOT NULL REFERENCES image (id) ON DELETE CASCADE,
    kind     TEXT NOT NULL CHECK (kind IN ('flag', 'verdict')),
    said     TEXT NOT NULL,
    x        REAL,
    y        REAL,
    at       TEXT NOT NULL,
    author   TEXT NOT NULL,
    undone   INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1))
  ) STRICT;
  CREATE INDEX review_note_by_image ON review_note (image_id, id);
  `,
  // Label maps and score maps that came from elsewhere, and where from; and how well labels agree with true masks beside the project.
  `
  CREATE TABLE given (
    image_id INTEGER PRIMARY KEY REFERENCES image (id) ON DELETE CASCADE,
    origin   TEXT NOT NULL,
    written  TEXT NOT NULL,
    labels   BLOB NOT NULL,
    at       TEXT NOT NULL
  ) STRICT;
  ALTER TABLE score ADD COLUMN origin TEXT;

  CREATE TABLE agreement (
    image_id INTEGER PRIMARY KEY REFERENCES image (id) ON DELETE CASCADE,
    basis    TEXT NOT NULL,
    figures  TEXT NOT NULL
  ) STRICT;
  `,
  // How likely label maps are wrong, as it was computed last; made again whenever what it was computed from has changed.
  `
  CREATE TABLE risk (
    image_id INTEGER PRIMARY KEY REFERENCES image (id) ON DELETE CASCADE,
    basis    TEXT NOT NULL,
    risk     REAL NOT NULL CHECK (risk BETWEEN 0 AND 1),
    area     INTEGER NOT NULL,
    classes  TEXT NOT NULL,
    judged   TEXT NOT NULL
  ) STRICT;
  `,
  // What label maps hold, as it was counted last; and for how long people have worked on images.
  `
  CREATE TABLE figure (
    image_id INTEGER PRIMARY KEY REFERENCES image (id) ON DELETE CASCADE,
    basis    TEXT NOT NULL,
    figures  TEXT NOT NULL
  ) STRICT;

  CREATE TABLE active_time (
    image_id INTEGER NOT NULL REFERENCES image (id) ON DELETE CASCADE,
    author   TEXT NOT NULL,
    seconds  REAL NOT NULL CHECK (seconds >= 0),
    PRIMARY KEY (image_id, author)
  ) STRICT, WITHOUT ROWID;
  `,
  // A project is parted among people: a part knows what its images were like, and a project that parts were joined to what others have said of them.
  `
  CREATE TABLE assigned (
    image_id INTEGER PRIMARY KEY REFERENCES image (id) ON DELETE CASCADE,
    version  TEXT NOT NULL
  ) STRICT;

  CREATE TABLE rival (
    image_id INTEGER NOT NULL REFERENCES image (id) ON DELETE CASCADE,
    author   TEXT NOT NULL,
    what     TEXT NOT NULL CHECK (what IN ('accept', 'reject', 'edit')),
    at       TEXT NOT NULL,
    version  TEXT NOT NULL,
    seen     TEXT NOT NULL,
    written  TEXT NOT NULL,
    labels   BLOB,
    note_id  INTEGER REFERENCES review_note (id) ON DELETE SET NULL,
    PRIMARY KEY (image_id, author)
  ) STRICT;
  `,
  // Strokes say whether clicks have made them; those of before count as made by hand.
  'ALTER TABLE stroke ADD COLUMN clicked INTEGER NOT NULL DEFAULT 0 CHECK (clicked IN (0, 1))',
];
