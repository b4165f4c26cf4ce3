//! mturk.
