//! How much the terminal can show, told by the environment and by flags.

/// `--color`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum ColorChoice {
    /// Colours, whatever the environment says.
    On,
    /// No colours.
    Off,
    /// Colours unless `NO_COLOR` is set or the terminal has none.
    #[default]
    Auto,
}

/// `--background`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Background {
    /// Light text on dark.
    Dark,
    /// Dark text on light.
    Light,
    /// What `COLORFGBG` says, else dark.
    #[default]
    Auto,
}

/// Whether clicks and the wheel are for the dashboard.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum MouseChoice {
    /// They are; with shift held they are the terminal's.
    #[default]
    On,
    /// `--no-mouse`: they are the terminal's own, as ever.
    Off,
}

/// How many colours the terminal has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Depth {
    /// 24 bits a colour.
    True,
    /// The 256-colour palette.
    Indexed,
    /// The terminal's own 16 colours.
    Sixteen,
    /// No colour at all (`NO_COLOR`, `--color off`): weight and reverse carry the meaning.
    Mono,
}

/// What the terminal can show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Theme {
    /// How many colours there are.
    pub depth: Depth,
    /// Whether the background is light.
    pub light: bool,
    /// Whether only ASCII can be shown.
    pub ascii: bool,
    /// Whether the selected row has a background of its own: where the background is known, for a guess that is wrong
    /// makes it illegible, and the link is not slow, for it is twice a row to write for each step.
    pub tint: bool,
}

/// What the flags ask for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Appearance {
    /// Whether to use colours.
    pub color: ColorChoice,
    /// What the background is.
    pub background: Background,
    /// Whether to draw with ASCII only, whatever the locale says.
    pub ascii: bool,
}

impl Appearance {
    /// The theme for an environment, read through `variable`.
    #[must_use]
    pub fn theme(self, variable: impl Fn(&str) -> Option<String>) -> Theme {
        let set = |name: &str| variable(name).filter(|value| !value.is_empty());
        let depth = match self.color {
            ColorChoice::Off => Depth::Mono,
            // See https://no-color.org: any value but an empty one counts.
            ColorChoice::Auto if set("NO_COLOR").is_some() => Depth::Mono,
            ColorChoice::Auto => depth(set).unwrap_or(Depth::Mono),
            ColorChoice::On => depth(set).unwrap_or(Depth::Sixteen),
        };
        let light = match self.background {
            Background::Light => Some(true),
            Background::Dark => Some(false),
            Background::Auto => set("COLORFGBG").map(|colors| is_light(&colors)),
        };
        let tint = matches!(depth, Depth::True | Depth::Indexed) && light.is_some() && !over_ssh(&variable);
        Theme { depth, light: light.unwrap_or(false), ascii: self.ascii || ascii_locale(set), tint }
    }
}

/// Whether one looks at this terminal from another machine, told by what sshd sets in the environment.
pub fn over_ssh(variable: impl Fn(&str) -> Option<String>) -> bool {
    ["SSH_CONNECTION", "SSH_TTY"].into_iter().filter_map(variable).any(|value| !value.is_empty())
}

/// How many colours `COLORTERM` and `TERM` promise; `None` for terminals without any.
fn depth(set: impl Fn(&str) -> Option<String>) -> Option<Depth> {
    if set("COLORTERM").is_some_and(|value| value == "truecolor" || value == "24bit") {
        return Some(Depth::True);
    }
    let term = set("TERM")?;
    if term.ends_with("-direct") {
        Some(Depth::True)
    } else if term.contains("256color") {
        Some(Depth::Indexed)
    } else if term == "dumb" || term.starts_with("vt") || term.ends_with("-m") || term.ends_with("-mono") {
        None
    } else {
        Some(Depth::Sixteen)
    }
}

/// `COLORFGBG` is `foreground;background` or `foreground;default;background` in palette numbers.
fn is_light(colors: &str) -> bool {
    let background = colors.rsplit(';').next().and_then(|last| last.parse::<u8>().ok());
    background.is_some_and(|number| number == 7 || number == 15)
}

/// Whether the locale says that text is not UTF-8. One that says nothing is taken for UTF-8, as in containers.
fn ascii_locale(set: impl Fn(&str) -> Option<String>) -> bool {
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find_map(set);
    locale.is_some_and(|locale| {
        let locale = locale.to_ascii_lowercase();
        !locale.contains("utf-8") && !locale.contains("utf8")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn theme(appearance: Appearance, environment: &[(&str, &str)]) -> Theme {
        let find = |name: &str| {
            environment.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned())
        };
        appearance.theme(find)
    }

    #[test]
    fn the_selected_row_is_tinted_where_the_background_is_known_and_near() {
        let tinted = |background, environment: &[(&str, &str)]| {
            let environment = [&[("TERM", "xterm-256color")], environment].concat();
            theme(Appearance { background, ..Appearance::default() }, &environment).tint
        };
        assert!(tinted(Background::Dark, &[]));
        assert!(tinted(Background::Auto, &[("COLORFGBG", "15;0")]));
        assert!(!tinted(Background::Auto, &[]), "it may be light");
        assert!(!tinted(Background::Dark, &[("SSH_TTY", "/dev/pts/1")]));
        assert!(!tinted(Background::Dark, &[("NO_COLOR", "1")]));
    }

    #[test]
    fn colour_depth_follows_the_terminal() {
        let auto = Appearance::default();
        for (environment, depth) in [
            (&[("TERM", "xterm"), ("COLORTERM", "truecolor")][..], Depth::True),
            (&[("TERM", "screen-256color")], Depth::Indexed),
            (&[("TERM", "linux")], Depth::Sixteen),
            (&[("TERM", "vt220")], Depth::Mono),
            (&[("TERM", "xterm-256color"), ("NO_COLOR", "1")], Depth::Mono),
            (&[("TERM", "xterm-256color"), ("NO_COLOR", "")], Depth::Indexed),
        ] {
            assert_eq!(theme(auto, environment).depth, depth, "{environment:?}");
        }
    }

    #[test]
    fn the_flag_goes_before_no_color() {
        let on = Appearance { color: ColorChoice::On, ..Appearance::default() };
        assert_eq!(theme(on, &[("TERM", "xterm"), ("NO_COLOR", "1")]).depth, Depth::Sixteen);
        let off = Appearance { color: ColorChoice::Off, ..Appearance::default() };
        assert_eq!(theme(off, &[("COLORTERM", "truecolor")]).depth, Depth::Mono);
    }

    #[test]
    fn a_locale_without_utf_8_gets_ascii() {
        let auto = Appearance::default();
        assert!(theme(auto, &[("LC_ALL", "C"), ("LANG", "en_US.UTF-8")]).ascii);
        assert!(!theme(auto, &[("LC_ALL", ""), ("LANG", "C.utf8")]).ascii);
        assert!(!theme(auto, &[]).ascii);
    }

    #[test]
    fn a_light_background_is_told_by_the_terminal() {
        let auto = Appearance::default();
        assert!(theme(auto, &[("COLORFGBG", "0;default;15")]).light);
        assert!(!theme(auto, &[("COLORFGBG", "15;0")]).light);
    }
}
