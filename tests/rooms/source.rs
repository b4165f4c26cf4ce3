//! The files of `src`, parsed: what each declares, imports and mentions. Tests among them are left out.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use syn::visit::{self, Visit};
use syn::{Attribute, Item, Meta, UseTree, Visibility};

/// A module or an item, from the crate's root on, or a path as it stands in a file.
pub(crate) type Names = Vec<String>;

/// One file.
#[derive(Default)]
pub(crate) struct SourceFile {
    /// Its path under `src`.
    pub(crate) path: String,
    /// The module it is.
    pub(crate) module: Names,
    /// Names of the items in it, functions and constants too.
    pub(crate) items: Vec<String>,
    /// Names of its structs, enums, traits and type aliases.
    pub(crate) types: Vec<String>,
    /// What its `use` lines bring into it.
    pub(crate) imports: Vec<Import>,
    /// Every other path in it.
    pub(crate) mentions: Vec<Names>,
}

/// One name that a `use` line brings.
pub(crate) struct Import {
    /// What it is called in the file.
    pub(crate) name: String,
    /// Where it comes from, as written.
    pub(crate) path: Names,
    /// Whether others see it in this module, too.
    pub(crate) reexport: bool,
}

/// Reads the crate from its root on, by module.
pub(crate) fn read(src: &Path) -> BTreeMap<Names, SourceFile> {
    let mut files = BTreeMap::new();
    let mut waiting = vec![(Names::new(), src.join("lib.rs"), src.to_owned())];
    while let Some((module, path, children)) = waiting.pop() {
        let text = std::fs::read_to_string(&path).unwrap();
        let syntax = syn::parse_file(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let mut file = SourceFile {
            path: path.strip_prefix(src).unwrap().display().to_string(),
            module: module.clone(),
            ..SourceFile::default()
        };
        file.visit_file(&syntax);
        for child in syntax.items.iter().filter_map(child) {
            let (path, inside) = place(&children, &child);
            waiting.push(([module.clone(), vec![child]].concat(), path, inside));
        }
        files.insert(module, file);
    }
    files
}

/// The name of a module in a file of its own.
fn child(item: &Item) -> Option<String> {
    match item {
        Item::Mod(module) if module.content.is_none() && !is_for_tests(&module.attrs) => {
            Some(module.ident.to_string())
        }
        _ => None,
    }
}

/// The file of a module, and the directory of its children.
fn place(parent: &Path, name: &str) -> (PathBuf, PathBuf) {
    let inside = parent.join(name);
    let alone = parent.join(format!("{name}.rs"));
    (if alone.exists() { alone } else { inside.join("mod.rs") }, inside)
}

fn is_for_tests(attributes: &[Attribute]) -> bool {
    let is_test = |meta: &Meta| matches!(meta, Meta::List(list) if list.tokens.to_string() == "test");
    attributes.iter().any(|attribute| attribute.path().is_ident("cfg") && is_test(&attribute.meta))
}

impl SourceFile {
    /// Takes a `use` line apart.
    fn import(&mut self, tree: &UseTree, before: &[String], reexport: bool) {
        let with = |name: &str| {
            let own = if name == "self" { &[][..] } else { &[name.to_owned()][..] };
            [before, own].concat()
        };
        match tree {
            UseTree::Path(path) => self.import(&path.tree, &with(&path.ident.to_string()), reexport),
            UseTree::Group(group) => {
                group.items.iter().for_each(|tree| self.import(tree, before, reexport));
            }
            UseTree::Name(name) => {
                let path = with(&name.ident.to_string());
                self.imports.push(Import { name: path.last().unwrap().clone(), path, reexport });
            }
            UseTree::Rename(rename) => {
                let (name, path) = (rename.rename.to_string(), with(&rename.ident.to_string()));
                self.imports.push(Import { name, path, reexport });
            }
            UseTree::Glob(_) => panic!("{}: a glob hides what is imported", self.path),
        }
    }

    /// Paths inside a macro's parentheses, which are not parsed.
    fn mentions_in(&mut self, tokens: &str) {
        let tokens = tokens.replace(" :: ", "::");
        let paths = tokens.split(|c: char| !c.is_alphanumeric() && !matches!(c, '_' | ':'));
        let names = |path: &str| path.split(':').filter(|name| !name.is_empty()).map(str::to_owned).collect();
        self.mentions.extend(paths.map(names).filter(|names: &Names| !names.is_empty()));
    }
}

impl<'s> Visit<'s> for SourceFile {
    fn visit_item(&mut self, item: &'s Item) {
        let (attributes, name, is_type) = match item {
            Item::Use(line) => {
                let reexport = !matches!(line.vis, Visibility::Inherited);
                self.import(&line.tree, &[], reexport);
                return;
            }
            Item::Mod(item) => {
                let alone = item.content.is_none() || is_for_tests(&item.attrs);
                assert!(alone, "{}: `mod {}` is worth a file of its own", self.path, item.ident);
                return;
            }
            Item::Struct(item) => (&item.attrs, Some(&item.ident), true),
            Item::Enum(item) => (&item.attrs, Some(&item.ident), true),
            Item::Trait(item) => (&item.attrs, Some(&item.ident), true),
            Item::Type(item) => (&item.attrs, Some(&item.ident), true),
            Item::Fn(item) => (&item.attrs, Some(&item.sig.ident), false),
            Item::Const(item) => (&item.attrs, Some(&item.ident), false),
            Item::Static(item) => (&item.attrs, Some(&item.ident), false),
            Item::Macro(item) => (&item.attrs, item.ident.as_ref(), false),
            Item::Impl(item) => (&item.attrs, None, false),
            _ => return visit::visit_item(self, item),
        };
        if is_for_tests(attributes) {
            return;
        }
        let name = name.map(ToString::to_string);
        self.types.extend(name.clone().filter(|_| is_type));
        self.items.extend(name);
        visit::visit_item(self, item);
    }

    fn visit_attribute(&mut self, _: &'s Attribute) {}

    fn visit_path(&mut self, path: &'s syn::Path) {
        self.mentions.push(path.segments.iter().map(|segment| segment.ident.to_string()).collect());
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, call: &'s syn::Macro) {
        self.mentions_in(&call.tokens.to_string());
        visit::visit_macro(self, call);
    }
}
