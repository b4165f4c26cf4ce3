//! What a query looks at of rows that it hands on as they are.

use super::tree::{StandsFor, children, is_list_name, meaning};
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
    if add(ast, StandsFor::Whole, &mut members) { Reach::Members(members) } else { Reach::Whole }
}

/// Adds the members that are named where `@` stands for `here`; `false` where a row may be looked at in another way.
fn add(ast: &Ast, here: StandsFor, members: &mut Vec<AssignmentMember>) -> bool {
    if let Ast::Field { name, .. } = ast {
        members.extend(AssignmentMember::from_name(name));
    }
    if !looks_by_name(ast, here) {
        return false;
    }
    // The right side of these finds what it finds in what the left side has found, a projection in each of its elements.
    match ast {
        Ast::Subexpr { lhs, rhs, .. } => add(lhs, here, members) && add(rhs, meaning(lhs, here), members),
        Ast::Projection { lhs, rhs, .. } => add(lhs, here, members) && add(rhs, StandsFor::Other, members),
        Ast::Expref { ast, .. } => add(ast, StandsFor::Other, members),
        _ => children(ast).into_iter().all(|part| add(part, here, members)),
    }
}

/// Whether this node alone sees no more of a row than that it is one.
fn looks_by_name(ast: &Ast, here: StandsFor) -> bool {
    let is_whole = |ast: &Ast| meaning(ast, here) == StandsFor::Whole;
    match ast {
        Ast::ObjectValues { node, .. } => is_whole(node),
        Ast::Comparison { lhs, rhs, .. } => is_scalar(lhs) || is_scalar(rhs),
        Ast::Function { name, args, .. } => match name.as_str() {
            "keys" | "values" => args.first().is_some_and(is_whole),
            "length" => args.first().is_some_and(|of| is_list(of) || is_whole(of)),
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

#[cfg(test)]
mod tests {
    use super::{AssignmentMember, Reach, of};
    use crate::output::Query;

    fn reach(query: &str) -> Reach {
        of(Query::compile(query).unwrap().expression.as_ast())
    }

    #[test]
    fn what_asks_for_names_of_the_whole_result_looks_at_no_row() {
        for query in [
            "keys(@)",
            "[keys(@), length(@)]",
            "values(@)[0]",
            "*[0]",
            "@.keys(@)",
            "keys(@)[0] == 'Assignments'",
        ] {
            assert_eq!(reach(query), Reach::Members(Vec::new()), "{query}");
        }
        let worker = Reach::Members(vec![AssignmentMember::WorkerId]);
        assert_eq!(reach("values(@)[0][*].WorkerId"), worker);
    }

    #[test]
    fn what_asks_for_names_in_a_row_looks_at_all_of_it() {
        for query in [
            "Assignments[0].keys(@)",
            "Assignments[].values(@)",
            "map(&keys(@), Assignments)",
            "Assignments[*].*",
            "to_string(@)",
            "Assignments[0] | keys(@)",
            "sort_by(Assignments, &length(@))",
            "keys(Assignments[0])",
        ] {
            assert_eq!(reach(query), Reach::Whole, "{query}");
        }
    }
}
