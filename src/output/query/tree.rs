//! The tree of a query: its parts, what they stand for, and the names that gathered lists have in it.

use crate::wire::ASSIGNMENTS;
use jpx_core::ast::Ast;

/// How the names of gathered lists begin. No query has such a name in its own words.
const LIST: &str = "\0list ";

/// The name of a gathered list.
pub(super) fn list_name(number: usize) -> String {
    format!("{LIST}{number}")
}

/// Whether it is the name of a list that was gathered.
pub(super) fn is_list_name(name: &str) -> bool {
    name == ASSIGNMENTS || name.starts_with(LIST)
}

/// What an expression stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum StandsFor {
    /// The whole result.
    Whole,
    /// A list that is made row by row.
    List,
    /// Anything else.
    Other,
}

/// What an expression stands for where `@` stands for `here`.
pub(super) fn meaning(ast: &Ast, here: StandsFor) -> StandsFor {
    let list_of = |inner: &Ast| match meaning(inner, here) {
        StandsFor::List => StandsFor::List,
        StandsFor::Whole | StandsFor::Other => StandsFor::Other,
    };
    match ast {
        Ast::Identity { .. } => here,
        Ast::Field { name, .. } if here == StandsFor::Whole && name == ASSIGNMENTS => StandsFor::List,
        Ast::Subexpr { lhs, rhs, .. } => meaning(rhs, meaning(lhs, here)),
        Ast::Projection { lhs, .. } => list_of(lhs),
        Ast::Flatten { node, .. } => list_of(node),
        _ => StandsFor::Other,
    }
}

/// The parts of an expression.
pub(super) fn children(ast: &Ast) -> Vec<&Ast> {
    match ast {
        Ast::Comparison { lhs, rhs, .. }
        | Ast::Projection { lhs, rhs, .. }
        | Ast::And { lhs, rhs, .. }
        | Ast::Or { lhs, rhs, .. }
        | Ast::Subexpr { lhs, rhs, .. } => vec![lhs, rhs],
        Ast::Condition { predicate, then, .. } => vec![predicate, then],
        Ast::Expref { ast, .. } => vec![ast],
        Ast::Flatten { node, .. } | Ast::ObjectValues { node, .. } | Ast::Not { node, .. } => vec![node],
        Ast::Function { args, .. } => args.iter().collect(),
        Ast::MultiList { elements, .. } => elements.iter().collect(),
        Ast::MultiHash { elements, .. } => elements.iter().map(|pair| &pair.value).collect(),
        Ast::Identity { .. }
        | Ast::Field { .. }
        | Ast::Index { .. }
        | Ast::Literal { .. }
        | Ast::Slice { .. } => Vec::new(),
    }
}
