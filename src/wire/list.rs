//! What the members of a list's request and of its answer are called.

/// The request's HIT.
pub const HIT_ID: &str = "HITId";
/// The request's statuses, of which one is enough.
pub const ASSIGNMENT_STATUSES: &str = "AssignmentStatuses";
/// How many the request wants on a page at most.
pub const MAX_RESULTS: &str = "MaxResults";
/// The token of a page: in a request where to go on, in an answer what comes next.
pub const NEXT_TOKEN: &str = "NextToken";
/// How many are on the page.
pub const NUM_RESULTS: &str = "NumResults";
/// The assignments on the page.
pub const ASSIGNMENTS: &str = "Assignments";
