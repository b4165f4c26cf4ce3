//! The cases, by theme.

mod errors;
mod formats;
mod input;
mod odd;
mod options;
mod paging;
mod queries;
mod settings;
mod skeleton;

/// All of them.
pub(crate) fn trials() -> Vec<libtest_mimic::Trial> {
    let themes = [
        errors::trials(),
        formats::trials(),
        input::trials(),
        odd::trials(),
        options::trials(),
        paging::trials(),
        queries::trials(),
        settings::trials(),
        skeleton::trials(),
    ];
    themes.into_iter().flatten().collect()
}
