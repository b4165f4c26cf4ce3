//! A query taken apart: lists that are made row by row, each on its own, and what is made of them at the end.
//!
//! `Assignments[?Answer].WorkerId` finds in a page what it finds of that page in the whole result, so its list can be
//! written, or gathered, page by page. In `sort(Assignments[].WorkerId) | [0]` the inner list is such a one, and what
//! is left for the end has it under a name.

use super::reach::{self, Reach};
use super::tree::{StandsFor, children, list_name, meaning};
use super::{Query, RUNTIME};
use crate::output::{ListResponse, OutputError};
use crate::wire::ASSIGNMENTS;
use jpx_core::Expression;
use jpx_core::ast::{Ast, KeyValuePair};
use serde_json::Value;

/// A list that is made row by row.
#[derive(Debug)]
pub(in crate::output) struct HeldList {
    /// Its name in what is left for the end.
    pub(in crate::output) name: String,
    pub(in crate::output) kept: KeptRows,
}

/// What of the rows is in a list.
#[derive(Debug)]
pub(in crate::output) enum KeptRows {
    /// All as they are.
    Every,
    /// Some as they are: those of which the query finds anything.
    Some(Query),
    /// What the query makes of them.
    Made(Query),
}

impl HeldList {
    /// The list of all assignments.
    pub(in crate::output) fn all() -> Self {
        Self { name: ASSIGNMENTS.to_owned(), kept: KeptRows::Every }
    }
}

/// What is left of a query for the end.
#[derive(Debug)]
pub(in crate::output) enum Remainder {
    /// Nothing: the result is what was gathered.
    Nothing,
    /// The result is this list.
    List(String),
    /// Something is made of what was gathered.
    Query(Query),
}

impl Remainder {
    /// What it looks at of rows that are kept as they are.
    pub(in crate::output) fn reach(&self) -> Reach {
        match self {
            Self::Nothing | Self::List(_) => Reach::Members(Vec::new()),
            Self::Query(query) => reach::of(query.expression.as_ast()),
        }
    }

    /// The result.
    pub(in crate::output) fn of(&self, mut gathered: ListResponse) -> Result<Value, OutputError> {
        match self {
            Self::Nothing => Ok(Value::Object(gathered)),
            Self::List(name) => Ok(gathered.remove(name).unwrap_or_default()),
            Self::Query(query) => query.search(&Value::Object(gathered)),
        }
    }
}

impl Query {
    /// Whether the result is a list that is made row by row.
    pub(in crate::output) fn makes_rows(&self) -> bool {
        meaning(self.expression.as_ast(), StandsFor::Whole) == StandsFor::List
    }

    /// Whether it may fail on what it finds, which then shows only at the end.
    pub(in crate::output) fn may_fail(&self) -> bool {
        any(self.expression.as_ast(), &|ast| matches!(ast, Ast::Function { .. } | Ast::Slice { step: 0, .. }))
    }

    /// The lists that are made row by row, and what is left for the end.
    pub(in crate::output) fn parts(&self) -> (Vec<HeldList>, Remainder) {
        let ast = self.expression.as_ast();
        let mut lists = Vec::new();
        let rest = self.take_lists(ast, &mut lists);
        match rest {
            Ast::Field { name, .. } if lists.iter().any(|list| list.name == name) => {
                (lists, Remainder::List(name))
            }
            // What looks at the whole result has to see it as it is.
            _ if sees_whole(ast) => (vec![HeldList::all()], Remainder::Query(self.clone())),
            rest => (lists, Remainder::Query(self.with(rest))),
        }
    }

    /// A part of the query, which in words is the query.
    fn with(&self, ast: Ast) -> Self {
        Self { text: self.text.clone(), expression: Expression::new(self.text.as_str(), ast, &RUNTIME) }
    }

    /// The query with names in the place of the lists, which are added to `lists`.
    fn take_lists(&self, ast: &Ast, lists: &mut Vec<HeldList>) -> Ast {
        if meaning(ast, StandsFor::Whole) == StandsFor::List {
            let list = if matches!(ast, Ast::Field { .. }) {
                HeldList::all()
            } else {
                let query = self.with(ast.clone());
                let kept = if keeps(ast) { KeptRows::Some(query) } else { KeptRows::Made(query) };
                HeldList { name: list_name(lists.len()), kept }
            };
            let named = Ast::Field { offset: 0, name: list.name.clone() };
            if lists.iter().all(|other| other.name != list.name) {
                lists.push(list);
            }
            return named;
        }
        let mut take = |ast: &Ast| self.take_lists(ast, lists);
        let mut boxed = |ast: &Ast| Box::new(take(ast));
        match ast.clone() {
            // Behind these everything is found in the whole result, too; in any other place it is in something else.
            Ast::Subexpr { offset, lhs, rhs } => Ast::Subexpr { offset, lhs: boxed(&lhs), rhs },
            Ast::Projection { offset, lhs, rhs } => Ast::Projection { offset, lhs: boxed(&lhs), rhs },
            Ast::Flatten { offset, node } => Ast::Flatten { offset, node: boxed(&node) },
            Ast::ObjectValues { offset, node } => Ast::ObjectValues { offset, node: boxed(&node) },
            Ast::Not { offset, node } => Ast::Not { offset, node: boxed(&node) },
            Ast::And { offset, lhs, rhs } => Ast::And { offset, lhs: boxed(&lhs), rhs: boxed(&rhs) },
            Ast::Or { offset, lhs, rhs } => Ast::Or { offset, lhs: boxed(&lhs), rhs: boxed(&rhs) },
            Ast::Comparison { offset, comparator, lhs, rhs } => {
                Ast::Comparison { offset, comparator, lhs: boxed(&lhs), rhs: boxed(&rhs) }
            }
            Ast::Function { offset, name, args } => {
                Ast::Function { offset, name, args: args.iter().map(take).collect() }
            }
            Ast::MultiList { offset, elements } => {
                Ast::MultiList { offset, elements: elements.iter().map(take).collect() }
            }
            Ast::MultiHash { offset, elements } => {
                let pair = |pair: KeyValuePair| KeyValuePair { value: take(&pair.value), key: pair.key };
                Ast::MultiHash { offset, elements: elements.into_iter().map(pair).collect() }
            }
            other => other,
        }
    }
}

/// Whether a list that is made row by row has rows as they are.
fn keeps(ast: &Ast) -> bool {
    match ast {
        Ast::Identity { .. } | Ast::Field { .. } => true,
        Ast::Subexpr { lhs, rhs, .. } => keeps(lhs) && keeps(rhs),
        Ast::Flatten { node, .. } => keeps(node),
        Ast::Projection { lhs, rhs, .. } => keeps(lhs) && is_filter(rhs),
        _ => false,
    }
}

/// Whether what is projected is the row, or nothing.
fn is_filter(ast: &Ast) -> bool {
    match ast {
        Ast::Identity { .. } => true,
        Ast::Condition { then, .. } => is_filter(then),
        _ => false,
    }
}

/// Whether the whole result itself is looked at, and not only lists in it and its token.
fn sees_whole(ast: &Ast) -> bool {
    if meaning(ast, StandsFor::Whole) == StandsFor::List {
        return false;
    }
    match ast {
        Ast::Identity { .. } => true,
        Ast::Subexpr { lhs, .. } | Ast::Projection { lhs, .. } => sees_whole(lhs),
        Ast::Flatten { node, .. } | Ast::ObjectValues { node, .. } | Ast::Not { node, .. } => {
            sees_whole(node)
        }
        Ast::And { lhs, rhs, .. } | Ast::Or { lhs, rhs, .. } | Ast::Comparison { lhs, rhs, .. } => {
            sees_whole(lhs) || sees_whole(rhs)
        }
        Ast::Function { args, .. } => args.iter().any(sees_whole),
        Ast::MultiList { elements, .. } => elements.iter().any(sees_whole),
        Ast::MultiHash { elements, .. } => elements.iter().any(|pair| sees_whole(&pair.value)),
        // A condition stands in projections alone.
        Ast::Field { .. }
        | Ast::Index { .. }
        | Ast::Slice { .. }
        | Ast::Literal { .. }
        | Ast::Expref { .. }
        | Ast::Condition { .. } => false,
    }
}

/// Whether any part of an expression is such a one.
fn any(ast: &Ast, such: &impl Fn(&Ast) -> bool) -> bool {
    such(ast) || children(ast).into_iter().any(|part| any(part, such))
}
