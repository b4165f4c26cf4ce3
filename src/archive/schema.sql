-- The archive, format 1. Times are microseconds since 1970 (UTC), or text in ISO 8601 where a time is finer; spans are
-- seconds, money is US cents. Columns that are named as the service names its members hold what the service, or a file,
-- said. A column of longer texts holds text, or zstd where that is shorter. `seq` is the order of arrival.

-- Where records come from: services by their endpoints, files by their paths.
CREATE TABLE sources (
    seq INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,          -- 'production', 'sandbox', 'endpoint' or 'file'
    place TEXT NOT NULL,         -- the endpoint's URL, the file's path
    inside TEXT NOT NULL,        -- where in the file: the path in a zip; of most files ''
    size INTEGER,                -- bytes of the file
    digest BLOB,                 -- SHA-256 of the file
    first INTEGER NOT NULL,      -- when it told something for the first time
    last INTEGER NOT NULL
) STRICT;

CREATE INDEX sources_by_place ON sources (place);
CREATE INDEX sources_by_digest ON sources (digest) WHERE digest IS NOT NULL;

-- Where an account is not known, because files alone told of a HIT or an assignment.
INSERT INTO sources VALUES (0, 'file', '', '', NULL, NULL, 0, 0);

-- Texts that many rows share, each once: questions, inputs, names of columns. Names and inputs are JSON lists.
CREATE TABLE texts (
    seq INTEGER PRIMARY KEY,
    digest BLOB NOT NULL UNIQUE, -- the first 16 bytes of its SHA-256
    body ANY NOT NULL
) STRICT;

CREATE TABLE hits (
    seq INTEGER PRIMARY KEY,
    account INTEGER NOT NULL REFERENCES sources (seq),
    HITId TEXT NOT NULL,
    HITTypeId TEXT,
    HITGroupId TEXT,
    HITLayoutId TEXT,
    CreationTime ANY,
    Title TEXT,
    Description TEXT,
    Keywords TEXT,
    HITStatus TEXT,
    MaxAssignments INTEGER,
    Reward INTEGER,
    AutoApprovalDelayInSeconds INTEGER,
    Expiration ANY,
    AssignmentDurationInSeconds INTEGER,
    RequesterAnnotation TEXT,
    QualificationRequirements TEXT,
    HITReviewStatus TEXT,
    NumberOfAssignmentsPending INTEGER,
    NumberOfAssignmentsAvailable INTEGER,
    NumberOfAssignmentsCompleted INTEGER,
    kept TEXT,                   -- further members as they were sent: a JSON object
    question INTEGER REFERENCES texts (seq),
    batch TEXT,                  -- the number behind `BatchId:` in the annotation
    source INTEGER REFERENCES sources (seq), -- who told it last; NULL where only assignments name the HIT
    seen INTEGER NOT NULL,       -- when
    line INTEGER
) STRICT;

CREATE UNIQUE INDEX hits_by_id ON hits (HITId, account);
CREATE INDEX hits_by_account ON hits (account);
CREATE INDEX hits_by_type ON hits (HITTypeId);
CREATE INDEX hits_by_batch ON hits (batch) WHERE batch IS NOT NULL;

CREATE TABLE assignments (
    seq INTEGER PRIMARY KEY,
    account INTEGER NOT NULL REFERENCES sources (seq),
    hit INTEGER NOT NULL REFERENCES hits (seq),
    AssignmentId TEXT NOT NULL,  -- one that begins with ~ was invented for a row without one
    WorkerId TEXT,
    AssignmentStatus TEXT,
    AutoApprovalTime ANY,
    AcceptTime ANY,
    SubmitTime ANY,
    ApprovalTime ANY,
    RejectionTime ANY,
    Deadline ANY,
    RequesterFeedback TEXT,
    kept TEXT,
    work_time ANY,               -- seconds, as the source states them
    approver TEXT,               -- 'service' or 'requester', where the source tells
    place INTEGER NOT NULL,      -- its place in the HIT's list: when it was submitted; where that is not known, before all times
    source INTEGER NOT NULL REFERENCES sources (seq), -- who told it last
    seen INTEGER NOT NULL,       -- when
    line INTEGER                 -- where in the file
) STRICT;

CREATE UNIQUE INDEX assignments_by_id ON assignments (AssignmentId, account);
CREATE INDEX assignments_by_hit ON assignments (hit, place);
CREATE INDEX assignments_by_status ON assignments (hit, AssignmentStatus, place);
CREATE INDEX assignments_by_source ON assignments (source);

-- What a worker answered and what stood beside it. Texts to the letter; lists are JSON lists in the order of their names.
CREATE TABLE contents (
    assignment INTEGER PRIMARY KEY REFERENCES assignments (seq) ON DELETE CASCADE,
    Answer ANY,                  -- the document
    answers ANY,                 -- answers that have a column each
    answer_names INTEGER REFERENCES texts (seq),
    inputs INTEGER REFERENCES texts (seq), -- the task the worker saw
    input_names INTEGER REFERENCES texts (seq),
    extra ANY,                   -- other columns
    extra_names INTEGER REFERENCES texts (seq),
    surplus ANY,                 -- cells behind the last column with a name
    trials ANY,                  -- rows of an assignment that has several: a list of lists
    trial_names INTEGER REFERENCES texts (seq)
) STRICT;

-- Every status an assignment was seen in, by whom and when.
CREATE TABLE sightings (
    assignment INTEGER NOT NULL REFERENCES assignments (seq) ON DELETE CASCADE,
    source INTEGER NOT NULL REFERENCES sources (seq),
    status TEXT NOT NULL,        -- '' where the source tells none
    decided ANY,                 -- when it was approved or rejected, as the source says
    first INTEGER NOT NULL,      -- when it was seen so for the first time
    last INTEGER NOT NULL,
    line INTEGER,
    record ANY,                  -- where it contradicts what is kept: the service's members as JSON
    PRIMARY KEY (assignment, source, status)
) STRICT, WITHOUT ROWID;

CREATE TABLE bonuses (
    seq INTEGER PRIMARY KEY,
    WorkerId TEXT NOT NULL,
    BonusAmount INTEGER,
    AssignmentId TEXT NOT NULL,
    Reason TEXT NOT NULL,
    GrantTime ANY,
    source INTEGER NOT NULL REFERENCES sources (seq),
    seen INTEGER NOT NULL
) STRICT;

CREATE UNIQUE INDEX bonuses_once
    ON bonuses (AssignmentId, WorkerId, ifnull(BonusAmount, -1), Reason, ifnull(GrantTime, ''));

CREATE TABLE worker_blocks (
    account INTEGER NOT NULL REFERENCES sources (seq),
    WorkerId TEXT NOT NULL,
    Reason TEXT,
    first INTEGER NOT NULL,
    last INTEGER NOT NULL,       -- when it was last seen to stand
    PRIMARY KEY (account, WorkerId)
) STRICT, WITHOUT ROWID;

CREATE TABLE qualifications (
    account INTEGER NOT NULL REFERENCES sources (seq),
    type TEXT NOT NULL,          -- the qualification type's id
    worker TEXT NOT NULL,        -- who has it; '' where the members are the type's own
    members TEXT NOT NULL,       -- as the service sent them: a JSON object
    first INTEGER NOT NULL,
    last INTEGER NOT NULL,
    PRIMARY KEY (account, type, worker)
) STRICT, WITHOUT ROWID;

PRAGMA application_id = 0x68646172; -- "hdar"
