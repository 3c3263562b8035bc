//! Colour and width of what goes to a terminal.

/// How a report may look.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    /// The width of a line, in columns.
    pub width: usize,
    /// May it use colour (ANSI escapes)?
    pub colour: bool,
}

/// A way to set words off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tint {
    Good,
    Bad,
    Quiet,
    Strong,
    Speaker,
    Target,
}

impl Style {
    /// The words in a tint, where colour is allowed.
    pub(super) fn tint(&self, tint: Tint, words: &str) -> String {
        if !self.colour {
            return words.to_owned();
        }
        // Orange is warm and purple is cold, as in the pages: colour-blind readers tell them apart.
        let code = match tint {
            Tint::Good => "38;5;166",
            Tint::Bad => "38;5;98",
            Tint::Quiet => "2",
            Tint::Strong => "1",
            Tint::Speaker => "1;36",
            Tint::Target => "4",
        };
        format!("\u{1b}[{code}m{words}\u{1b}[0m")
    }

    /// The tint of a score.
    pub(super) fn of_score(score: i16) -> Tint {
        match score {
            1.. => Tint::Good,
            0 => Tint::Quiet,
            _ => Tint::Bad,
        }
    }
}

/// The words cut to a width in columns (one a character), with an ellipsis where something is left out; white space is
/// folded.
pub(super) fn cut(words: &str, width: usize) -> String {
    let mut out = String::new();
    let mut count = 0;
    let mut space = false;
    for c in words.trim().chars() {
        if c.is_whitespace() || c.is_control() {
            space = true;
            continue;
        }
        let needed = 1 + usize::from(space);
        if count + needed > width {
            while count + 1 > width && out.pop().is_some() {
                count -= 1;
            }
            if width > 0 {
                out.push('…');
            }
            return out;
        }
        if space {
            out.push(' ');
        }
        out.push(c);
        count += needed;
        space = false;
    }
    out
}

/// The words cut or filled up to a width.
pub(super) fn fit(words: &str, width: usize) -> String {
    let cut = cut(words, width);
    let missing = width.saturating_sub(cut.chars().count());
    cut + &" ".repeat(missing)
}

/// A number of things.
pub fn counted(count: u64, thing: &str) -> String {
    format!("{count} {thing}{}", if count == 1 { "" } else { "s" })
}

/// A score in thousandths as a signed decimal: `+0.52`.
pub(super) fn signed(score: i16) -> String {
    // Half of a hundredth is rounded away from zero, as in the pages.
    let hundredths = (u32::from(score.unsigned_abs()) + 5) / 10;
    format!("{}{}.{:02}", if score < 0 { '-' } else { '+' }, hundredths / 100, hundredths % 100)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_cut_at_the_width() {
        assert_eq!(cut("one  two\nthree", 20), "one two three");
        assert_eq!(cut("one two three", 7), "one tw…");
        assert_eq!(cut("one", 0), "");
        assert_eq!(fit("né", 4), "né  ");
        assert_eq!([-520, -125, 125, 0, 4, 999].map(signed), ["-0.52", "-0.13", "+0.13", "+0.00", "+0.00", "+1.00"]);
    }
}
