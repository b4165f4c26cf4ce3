//! What a query looks at of rows that it hands on as they are.

use super::tree::{children, is_list_name};
use crate::wire::{AssignmentMember, Member};
use jpx_core::ast::Ast;
use serde_json::Value;

/// What is looked at of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::output) enum Reach {
    /// All of it.
    Whole,
    /// These members; the rest is only handed on.
    Members(Vec<AssignmentMember>),
}

/// What an expression looks at.
pub(super) fn of(ast: &Ast) -> Reach {
    let mut members = Vec::new();
    if add(ast, &mut members) { Reach::Members(members) } else { Reach::Whole }
}

/// Adds the members that are named; `false` where a row may be looked at in another way.
fn add(ast: &Ast, members: &mut Vec<AssignmentMember>) -> bool {
    if let Ast::Field { name, .. } = ast {
        members.extend(AssignmentMember::from_name(name));
    }
    looks_by_name(ast) && children(ast).into_iter().all(|part| add(part, members))
}

/// Whether this node alone sees no more of a row than that it is one.
fn looks_by_name(ast: &Ast) -> bool {
    match ast {
        Ast::ObjectValues { .. } => false,
        Ast::Comparison { lhs, rhs, .. } => is_scalar(lhs) || is_scalar(rhs),
        Ast::Function { name, args, .. } => match name.as_str() {
            "length" => args.first().is_some_and(is_list),
            "contains" => args.get(1).is_some_and(is_scalar),
            "sort_by" | "max_by" | "min_by" | "map" | "reverse" | "sort" | "not_null" | "type"
            | "to_array" | "join" | "abs" | "avg" | "sum" | "ceil" | "floor" | "max" | "min"
            | "starts_with" | "ends_with" | "to_number" => true,
            _ => false,
        },
        _ => true,
    }
}

/// Whether it is no row and has none in it.
fn is_scalar(ast: &Ast) -> bool {
    match ast {
        Ast::Literal { value, .. } => !matches!(value, Value::Array(_) | Value::Object(_)),
        Ast::Field { name, .. } => AssignmentMember::from_name(name).is_some(),
        Ast::Not { .. } => true,
        _ => false,
    }
}

/// Whether it is a list, or nothing.
fn is_list(ast: &Ast) -> bool {
    match ast {
        Ast::Projection { .. } | Ast::Flatten { .. } | Ast::Slice { .. } | Ast::MultiList { .. } => true,
        Ast::Field { name, .. } => is_list_name(name),
        Ast::Subexpr { rhs, .. } => is_list(rhs),
        Ast::Function { name, .. } => matches!(name.as_str(), "sort_by" | "map" | "sort" | "to_array"),
        _ => false,
    }
}
