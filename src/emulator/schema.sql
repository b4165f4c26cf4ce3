-- The account, its HITs, their assignments and what was decided about them.
-- Times are milliseconds since 1970 (UTC), durations seconds, money US cents. `seq` is the order of arrival,
-- which is also the order in which lists are paged.

CREATE TABLE account (
    balance INTEGER NOT NULL
) STRICT;

INSERT INTO account VALUES (1000000);

CREATE TABLE hits (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    hit_type TEXT NOT NULL,
    title TEXT NOT NULL,
    description TEXT NOT NULL,
    keywords TEXT NOT NULL,
    reward INTEGER,
    created INTEGER,
    expires INTEGER,
    duration INTEGER,
    auto_approval_delay INTEGER,
    annotation TEXT,
    question TEXT,
    max INTEGER NOT NULL,
    pending INTEGER NOT NULL,
    reviewing INTEGER NOT NULL DEFAULT 0,
    disposed INTEGER NOT NULL DEFAULT 0,
    submitted INTEGER NOT NULL DEFAULT 0,
    approved INTEGER NOT NULL DEFAULT 0,
    rejected INTEGER NOT NULL DEFAULT 0
) STRICT;

-- What the service tells of a HIT: max = available + pending + waiting + completed, always.
CREATE VIEW hit_counters AS
SELECT *, total - pending - listed AS available
FROM (
    SELECT *, submitted + approved + rejected AS listed, max(max, pending + submitted + approved + rejected) AS total
    FROM hits
);

-- Statuses: 0 Submitted, 1 Approved, 2 Rejected, 3 a word this version does not know.
CREATE TABLE assignments (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    hit INTEGER NOT NULL REFERENCES hits (seq),
    worker TEXT NOT NULL,
    status INTEGER NOT NULL,
    accepted INTEGER,
    submitted INTEGER,
    auto_approval INTEGER,
    approved INTEGER,
    rejected INTEGER,
    deadline INTEGER,
    answer TEXT,
    feedback TEXT
) STRICT;

CREATE INDEX assignments_by_hit ON assignments (hit);
CREATE INDEX assignments_by_status ON assignments (hit, status);
CREATE INDEX assignments_by_worker ON assignments (worker, status);
CREATE INDEX assignments_to_auto_approve ON assignments (auto_approval) WHERE status = 0;

-- The counters of a HIT can not drift from its assignments.
CREATE TRIGGER assignment_arrives AFTER INSERT ON assignments BEGIN
    UPDATE hits SET
        submitted = submitted + (new.status = 0),
        approved = approved + (new.status = 1),
        rejected = rejected + (new.status = 2)
    WHERE seq = new.hit;
END;

CREATE TRIGGER assignment_is_decided AFTER UPDATE OF status ON assignments BEGIN
    UPDATE hits SET
        submitted = submitted + (new.status = 0) - (old.status = 0),
        approved = approved + (new.status = 1) - (old.status = 1),
        rejected = rejected + (new.status = 2) - (old.status = 2)
    WHERE seq = new.hit;
END;

CREATE TABLE bonuses (
    seq INTEGER PRIMARY KEY,
    assignment INTEGER NOT NULL REFERENCES assignments (seq),
    worker TEXT NOT NULL,
    amount INTEGER NOT NULL,
    reason TEXT NOT NULL,
    token TEXT,
    granted INTEGER NOT NULL
) STRICT;

CREATE INDEX bonuses_by_assignment ON bonuses (assignment);
CREATE INDEX bonuses_by_token ON bonuses (token) WHERE token IS NOT NULL;

CREATE TABLE blocks (
    seq INTEGER PRIMARY KEY,
    worker TEXT NOT NULL UNIQUE,
    reason TEXT NOT NULL
) STRICT;

PRAGMA user_version = 1;
PRAGMA application_id = 0x6864656D; -- "hdem"
