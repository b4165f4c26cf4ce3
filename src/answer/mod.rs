//! answer.
