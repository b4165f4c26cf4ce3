//! The tree of a query: its parts, and the names that gathered lists have in it.

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
